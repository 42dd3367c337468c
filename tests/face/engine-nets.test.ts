import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { narrowCropPx, wideCropPx } from '../../app/presence/engine/align-face.ts';
import { loadFaceNets, type FaceNets } from '../../app/presence/engine/face-nets.server.ts';
import { findModelFile, loadGraph } from '../../app/presence/engine/load-model.server.ts';
import { modelFiles, modelId } from '../../app/presence/engine/models.ts';

let nets: FaceNets;
beforeAll(async () => void (nets = await loadFaceNets()));

/** A crop that every layer of a net answers to: all values 0..255, no two neighbours alike. */
const patterned = (sidePx: number) =>
  Float32Array.from({ length: sidePx * sidePx * 3 }, (_, i) => (i * 7919) % 256);

/** The largest difference of two answers. */
function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? Number.NaN))));
}

test.each(Object.entries(modelFiles))(
  'the weights of %s are the ones that verdicts name',
  async (_, model) => {
    const bytes = await readFile(findModelFile(model));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(model.sha256);
  },
);

test('the model set names every package with its version', async () => {
  for (const name of ['@vladmandic/human', '@vladmandic/face-api']) {
    const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')) as {
      version: string;
    };
    expect(modelId).toContain(`${name.split('/')[1]}-${version}`);
  }
});

test('the recognition net answers what the package that carries its weights answers', () => {
  const answer = nets.embed(patterned(narrowCropPx));
  // The first numbers of that package's own implementation for this crop, which differed by less than 5e-7 in all.
  const expected = [-0.0191781, 0.1199259, 0.032533, -0.0853967];
  expect(answer).toHaveLength(128);
  expect(farthest(answer.subarray(0, 4), expected)).toBeLessThan(1e-5);
});

test('the second net answers what its stored graph answers', async () => {
  const graph = await loadGraph(modelFiles.wide, modelFiles.wideWeights);
  const crop = patterned(224);
  const answer = graph.execute(tf.tensor4d(crop, [1, 224, 224, 3]), 'global_pooling/Mean') as tf.Tensor;
  const stored = answer.dataSync<'float32'>();
  expect(Math.max(...stored)).toBeGreaterThan(0.01);
  expect(farthest(nets.embedWide(crop), stored)).toBeLessThan(1e-5);
});

test('nothing is left in the memory of the nets after an answer', () => {
  const before = tf.memory().numTensors;
  nets.detect(patterned(256));
  nets.findMesh(patterned(192));
  nets.findEyes(new Float32Array(2 * 64 * 64 * 3));
  nets.embed(patterned(narrowCropPx));
  nets.embedWide(patterned(wideCropPx));
  expect(tf.memory().numTensors).toBe(before);
});
