import * as tf from '@tensorflow/tfjs-core';
import { narrowCropPx } from './align-face.ts';
import { loadWeights, takeWeight } from './load-model.server.ts';
import { modelFiles } from './models.ts';

/** A convolution with its bias; the weights' own scale layer is multiplied into both. */
type Layer = { filter: tf.Tensor4D; bias: tf.Tensor1D };
/** Two convolutions around which the input is led past; `halves` when the picture becomes half as large. */
type Block = { first: Layer; second: Layer; halves: boolean };

/** The residual blocks in their order, by the names of the weights. */
const blockNames = [
  ...['conv32_1', 'conv32_2', 'conv32_3'],
  ...['conv64_down', 'conv64_1', 'conv64_2', 'conv64_3'],
  ...['conv128_down', 'conv128_1', 'conv128_2'],
  ...['conv256_down', 'conv256_1', 'conv256_2', 'conv256_down_out'],
];
/** What the net was trained to take off the colours. */
const meanRgb = [122.782, 117.001, 104.298];

/** The 128-d recognition net: `embed` takes a 150 × 150 crop (RGB 0..255) and gives 128 numbers. */
export type RecognitionNet = { embed(crop: Float32Array): Float32Array };

/**
 * Loads the net and runs it on tfjs-core alone. The package that carries the weights would bring the whole of
 * TensorFlow.js for it.
 */
export async function loadRecognitionNet(): Promise<RecognitionNet> {
  const weights = await loadWeights(modelFiles.narrow, modelFiles.narrowWeights);
  const take = (name: string) => takeWeight(weights, name);
  const layer = (name: string): Layer =>
    tf.tidy(() => {
      const scale = take(`${name}/scale/weights`);
      return {
        filter: tf.mul(take(`${name}/conv/filters`), scale),
        bias: tf.add(tf.mul(take(`${name}/conv/bias`), scale), take(`${name}/scale/biases`)),
      };
    });
  const entry = layer('conv32_down');
  const blocks = blockNames.map((name): Block => {
    const halves = name.includes('_down');
    return { first: layer(`${name}/conv1`), second: layer(`${name}/conv2`), halves };
  });
  const output = tf.clone(take('fc') as tf.Tensor2D);
  const mean = tf.tensor1d(meanRgb);
  tf.dispose(weights);
  return {
    embed: (crop) =>
      tf.tidy(() => {
        const input = tf.tensor4d(crop, [1, narrowCropPx, narrowCropPx, 3]);
        let x = convolve(tf.div(tf.sub(input, mean), 255), entry, 2, 'valid', 'relu');
        x = tf.maxPool(x, 3, 2, 'valid');
        for (const block of blocks) x = passBlock(x, block);
        return tf.matMul(tf.mean(x, [1, 2]) as tf.Tensor2D, output).dataSync<'float32'>();
      }),
  };
}

function convolve(
  x: tf.Tensor4D,
  { filter, bias }: Layer,
  strides: 1 | 2,
  pad: 'valid' | 'same',
  activation: 'relu' | 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter, strides, pad, bias, activation });
}

/** One residual block. Where it halves, the way past is averaged and, like the other, filled up with zeros. */
function passBlock(x: tf.Tensor4D, { first, second, halves }: Block): tf.Tensor4D {
  const inner = convolve(x, first, halves ? 2 : 1, halves ? 'valid' : 'same', 'relu');
  const through = convolve(inner, second, 1, 'same', 'linear');
  if (!halves) return tf.relu(tf.add<tf.Tensor4D>(through, x));
  const past = tf.avgPool(x, 2, 2, 'valid');
  return tf.relu(tf.add<tf.Tensor4D>(growTo(through, past), growTo(past, through)));
}

/** `x` with zeros below, to the right and in further channels, so that it is nowhere smaller than `other`. */
function growTo(x: tf.Tensor4D, other: tf.Tensor4D): tf.Tensor4D {
  const lacks = x.shape.map((size, i): [number, number] => [0, Math.max(0, other.shape[i]! - size)]);
  return lacks.every(([, more]) => more === 0) ? x : tf.pad(x, lacks);
}
