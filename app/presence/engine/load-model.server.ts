import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { ModelFile } from './models.ts';

const require = createRequire(import.meta.url);

/** The packages do not export their model folders: the way there goes by their main files. */
const mainFiles: Record<ModelFile['package'], string> = {
  '@vladmandic/human': require.resolve('@vladmandic/human'),
  '@vladmandic/face-api': require.resolve('@vladmandic/face-api'),
};

const weightSpec = z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.string() }).loose();
const manifest = z.array(z.object({ weights: z.array(weightSpec) }));
const graph = z.object({ modelTopology: z.record(z.string(), z.unknown()), weightsManifest: manifest });

let backend: Promise<void> | undefined;

/** Chooses the WebAssembly backend, which needs neither a compiler nor a graphics card; once a thread. */
export function openBackend(): Promise<void> {
  // Two beginnings at a time spoil each other.
  return (backend ??= startBackend());
}

async function startBackend(): Promise<void> {
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend does not start.');
  await tf.ready();
}

/** Where a weights file lies on this machine. */
export function findModelFile(model: ModelFile): string {
  return join(dirname(mainFiles[model.package]), model.folder, model.file);
}

/** A graph model from its description and its weights. */
export async function loadGraph(description: ModelFile, weights: ModelFile): Promise<GraphModel> {
  const { modelTopology, weightsManifest } = graph.parse(await readJson(description));
  const weightData = await readBytes(weights);
  return loadGraphModel({
    load: () => Promise.resolve({ modelTopology, weightSpecs: specsOf(weightsManifest), weightData }),
  });
}

/** The weights of a net by their names, as floating-point numbers however the file keeps them. */
export async function loadWeights(description: ModelFile, weights: ModelFile): Promise<tf.NamedTensorMap> {
  const stored = z.union([manifest, graph]).parse(await readJson(description));
  const specs = specsOf('weightsManifest' in stored ? stored.weightsManifest : stored);
  return tf.io.decodeWeights(await readBytes(weights), specs);
}

/** One of the weights; throws if the file lacks it. */
export function takeWeight(weights: tf.NamedTensorMap, name: string): tf.Tensor {
  const tensor = weights[name];
  if (!tensor) throw new Error(`The weights lack ${name}.`);
  return tensor;
}

function specsOf(groups: z.infer<typeof manifest>): tf.io.WeightsManifestEntry[] {
  return groups.flatMap((group) => group.weights) as tf.io.WeightsManifestEntry[];
}

async function readJson(model: ModelFile): Promise<unknown> {
  return JSON.parse(await readFile(findModelFile(model), 'utf8'));
}

async function readBytes(model: ModelFile): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(findModelFile(model))).buffer;
}
