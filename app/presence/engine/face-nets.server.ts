import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { detectorPx, type Grid } from './find-candidates.ts';
import { meshCropPx } from './find-faces.ts';
import { loadGraph, openBackend } from './load-model.server.ts';
import { modelFiles } from './models.ts';
import { eyeCropPx } from './read-eyes.ts';
import { loadRecognitionNet } from './recognition-net.server.ts';
import { loadWideNet } from './wide-net.server.ts';

/** The five nets on plain arrays: what each is fed and gives, without any geometry. */
export interface FaceNets {
  /** 256 × 256, values -1..1: scores and boxes of the fine grid (512 places) and of the coarse one (384). */
  detect(square: Float32Array): Grid[];
  /** 192 × 192, values 0..1: 468 points (x, y, z each, in pixels of the crop) and how surely there is a face. */
  findMesh(crop: Float32Array): { points: Float32Array; presence: number };
  /** Two crops of 64 × 64, values 0..1: contour points of each (x, y, z, in pixels of the crop). */
  findEyes(crops: Float32Array): [Float32Array, Float32Array];
  /** 150 × 150, values 0..255: 128 numbers. */
  embed(crop: Float32Array): Float32Array;
  /** 160 × 160, values 0..255: 1024 numbers. */
  embedWide(crop: Float32Array): Float32Array;
}

/** A net as this file calls it: values in, the wanted outputs out, in the order they were asked for. */
type Net = (values: Float32Array) => Float32Array[];

/** Loads all nets once; they run on the calling thread, which waits for every answer. */
export async function loadFaceNets(): Promise<FaceNets> {
  await openBackend();
  const files = modelFiles;
  const [detector, mesh, eyes, wide, narrow] = await Promise.all([
    loadGraph(files.detector, files.detectorWeights),
    loadGraph(files.mesh, files.meshWeights),
    loadGraph(files.eyes, files.eyesWeights),
    loadWideNet(),
    loadRecognitionNet(),
  ]);
  const detect = openNet(detector, 1, detectorPx, ['Identity', 'Identity_2', 'Identity_1', 'Identity_3']);
  const findMesh = openNet(mesh, 1, meshCropPx, ['Identity_2', 'Identity_1']);
  const findEyes = openNet(eyes, 2, eyeCropPx, ['Identity']);
  return {
    detect: (square) => {
      const [fineScores, fineBoxes, coarseScores, coarseBoxes] = detect(square);
      return [
        { scores: fineScores!, boxes: fineBoxes! },
        { scores: coarseScores!, boxes: coarseBoxes! },
      ];
    },
    findMesh: (crop) => {
      const [points, presence] = findMesh(crop);
      return { points: points!, presence: presence![0]! };
    },
    findEyes: (crops) => {
      const points = findEyes(crops)[0]!;
      return [points.subarray(0, points.length / 2), points.subarray(points.length / 2)];
    },
    embed: (crop) => narrow.embed(crop),
    embedWide: (crop) => wide.embed(crop),
  };
}

/** Only what is asked for is computed; the numbers are copied out of the backend's memory. */
function openNet(model: GraphModel, pictures: number, sidePx: number, outputs: string[]): Net {
  return (values) =>
    tf.tidy(() => {
      const answer = model.execute(tf.tensor4d(values, [pictures, sidePx, sidePx, 3]), outputs);
      return [answer].flat().map((output) => (output as tf.Tensor).dataSync<'float32'>());
    });
}
