import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { assembleFaceModel } from '../../media-pipeline/face-model/assemble-face-model.server.ts';
import { landmarkIndex, outputLengths } from '../../media-pipeline/face-model/landmark-index.ts';
import { Table } from '../../media-pipeline/face-model/read-table.ts';
import { model, subgraph, tensor } from '../../media-pipeline/face-model/tflite.ts';
import { unpackModels } from '../../media-pipeline/face-model/unpack-models.server.ts';
import { ByteBuffer } from 'flatbuffers';

const sha256 = '5c0a40433b9ff102784b4193e576f2340cdae9e3d261ed3cc863e844851fb6e3';
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('the assembled model is the one that was tried, byte by byte', () => {
  expect(hashOf(assembleFaceModel())).toBe(sha256);
});

test('another process in another time zone assembles the same bytes', () => {
  const program = `import { assembleFaceModel } from './media-pipeline/face-model/assemble-face-model.server.ts';
    import { createHash } from 'node:crypto';
    console.log(createHash('sha256').update(assembleFaceModel()).digest('hex'));`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Kiritimati' },
  });
  expect(run.stdout.trim()).toBe(sha256);
});

test('its files are stored as they are, each at a multiple of 64 bytes, with every weight of the package', () => {
  const task = Buffer.from(assembleFaceModel());
  const files = Object.entries(unzipSync(task));
  expect(files.map(([name]) => name)).toEqual([
    'face_detector.tflite',
    'face_landmarks_detector.tflite',
    'geometry_pipeline_metadata_landmarks.binarypb',
  ]);
  for (const [, bytes] of files) expect(task.indexOf(bytes) % 64).toBe(0);
  const packed = unpackModels();
  for (const name of [
    'face_detection_short_range.tflite',
    'face_landmark_with_attention.tflite',
    'geometry_pipeline_metadata_landmarks.binarypb',
  ])
    expect(task.indexOf(packed.get(name)!)).toBeGreaterThan(0);
});

test('the landmark model gives 478 points and the presence score, and still reads as a model', () => {
  const bytes = unzipSync(assembleFaceModel())['face_landmarks_detector.tflite']!;
  expect(Buffer.from(bytes.subarray(4, 8)).toString()).toBe('TFL3');
  const root = Table.root(bytes);
  const view = new ByteBuffer(bytes);
  const graph = new Table(view, root.tables(model.subgraphs)[0]!);
  const tensors = graph.tables(subgraph.tensors);
  const shapes = graph.uints(subgraph.outputs).map((n) => new Table(view, tensors[n]!).uints(tensor.shape));
  expect(shapes.map((shape) => shape.reduce((product, one) => product * one, 1))).toEqual([3 * 478, 1]);
  expect(root.tables(model.metadata).length).toBeGreaterThan(0);
});

test('every refined point is taken from its own list, every other from the face', () => {
  const index = landmarkIndex();
  expect(index).toHaveLength(3 * 478);
  expect(Math.max(...index)).toBeLessThan(outputLengths.reduce((sum, one) => sum + one, 0));
  expect(outputLengths).toEqual([1404, 160, 142, 142, 10, 10]);
  expect(index[3 * 4]).toBe(12);
  expect([index[3 * 33], index[3 * 33 + 1], index[3 * 33 + 2]]).toEqual([1564, 1565, 101]);
  expect([index[3 * 468], index[3 * 477 + 1]]).toEqual([1848, 1867]);
});
