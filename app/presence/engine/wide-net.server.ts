import * as tf from '@tensorflow/tfjs-core';
import { loadWeights, takeWeight } from './load-model.server.ts';
import { modelFiles } from './models.ts';

/** A depthwise convolution and the pointwise one after it, each with its bias. */
type Block = {
  deep: tf.Tensor4D;
  deepBias: tf.Tensor1D;
  point: tf.Tensor4D;
  pointBias: tf.Tensor1D;
  strides: 1 | 2;
};

const blockCount = 13;
/** The blocks that make the picture half as large, counted from 1. */
const halving = new Set([2, 4, 6, 12]);

/** The second net: `embed` takes a square crop (RGB 0..255) of any size and gives 1024 numbers. */
export type WideNet = { embed(crop: Float32Array): Float32Array };

/**
 * Loads the net and runs it as far as its embedding. The stored graph bounds every layer's values in three steps of
 * their own, which take as long as the convolutions; here each layer is one step. Its guesses of age and gender are
 * left out.
 */
export async function loadWideNet(): Promise<WideNet> {
  const weights = await loadWeights(modelFiles.wide, modelFiles.wideWeights);
  const take = <T extends tf.Tensor>(name: string): T => tf.clone(takeWeight(weights, name)) as T;
  const entry = take<tf.Tensor4D>('conv1/convolution/merged_input');
  const entryBias = take<tf.Tensor1D>('conv1_bn/batchnorm_1/sub');
  const blocks = Array.from({ length: blockCount }, (_, i): Block => {
    const number = i + 1;
    const kernel = takeWeight(weights, `conv_dw_${number}/depthwise_kernel`);
    const scale = takeWeight(weights, `conv_dw_${number}_bn/batchnorm_1/mul`);
    return {
      deep: tf.tidy(() => tf.mul<tf.Tensor4D>(kernel, tf.reshape(scale, [1, 1, -1, 1]))),
      deepBias: take(`conv_dw_${number}_bn/batchnorm_1/sub`),
      point: take(`conv_pw_${number}/convolution/merged_input`),
      pointBias: take(`conv_pw_${number}_bn/batchnorm_1/sub`),
      strides: halving.has(number) ? 2 : 1,
    };
  });
  tf.dispose(weights);
  return {
    embed: (crop) =>
      tf.tidy(() => {
        const sidePx = Math.sqrt(crop.length / 3);
        const input = tf.tensor4d(crop, [1, sidePx, sidePx, 3]);
        let x = bounded(tf.fused.conv2d, input, entry, 2, entryBias);
        for (const { deep, deepBias, point, pointBias, strides } of blocks) {
          x = bounded(tf.fused.depthwiseConv2d, x, deep, strides, deepBias);
          x = bounded(tf.fused.conv2d, x, point, 1, pointBias);
        }
        return tf.mean(x, [1, 2]).dataSync<'float32'>();
      }),
  };
}

/** A convolution whose values are bounded to 0..6. */
function bounded(
  convolve: typeof tf.fused.conv2d | typeof tf.fused.depthwiseConv2d,
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  strides: 1 | 2,
  bias: tf.Tensor1D,
): tf.Tensor4D {
  return convolve({ x, filter, strides, pad: 'same', bias, activation: 'relu6' });
}
