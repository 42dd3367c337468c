import { Builder } from 'flatbuffers';
import {
  imageProperties,
  modelMetadata,
  normalization,
  subgraphMetadata,
  tensorMetadata,
  union,
} from './tflite.ts';
import { writeFloats, writeOffsets, writeTable } from './write-tables.ts';

/** How pixels (0 to 255) become input: (pixel - mean) ÷ std. */
export type InputScale = { mean: number; std: number };

/** The description that the Tasks API asks of a model: it takes one RGB picture scaled so, and has `outputs` outputs. */
export function describeModel(name: string, scale: InputScale, outputs: number): Uint8Array {
  const builder = new Builder(1024);
  const named = builder.createString(name);
  const image = writeImage(builder, scale);
  const inputs = writeOffsets(builder, [image]);
  const results = Array.from({ length: outputs }, (_, n) => {
    const text = builder.createString(`output${n}`);
    return writeTable(builder, tensorMetadata.fields, () =>
      builder.addFieldOffset(tensorMetadata.name, text, 0),
    );
  });
  const outputList = writeOffsets(builder, results);
  const graph = writeTable(builder, subgraphMetadata.fields, () => {
    builder.addFieldOffset(subgraphMetadata.inputs, inputs, 0);
    builder.addFieldOffset(subgraphMetadata.outputs, outputList, 0);
  });
  const graphs = writeOffsets(builder, [graph]);
  const version = builder.createString('1');
  const parser = builder.createString('1.0.0');
  const root = writeTable(builder, modelMetadata.fields, () => {
    builder.addFieldOffset(modelMetadata.name, named, 0);
    builder.addFieldOffset(modelMetadata.version, version, 0);
    builder.addFieldOffset(modelMetadata.subgraphs, graphs, 0);
    builder.addFieldOffset(modelMetadata.parser, parser, 0);
  });
  builder.finish(root, 'M001');
  return builder.asUint8Array();
}

/** The one input: an RGB picture and its scale. */
function writeImage(builder: Builder, { mean, std }: InputScale): number {
  const name = builder.createString('image');
  const properties = writeTable(builder, imageProperties.fields, () =>
    builder.addFieldInt8(imageProperties.colours, imageProperties.rgb, 0),
  );
  const content = writeUnion(builder, imageProperties.kind, properties);
  const means = writeFloats(builder, [mean]);
  const stds = writeFloats(builder, [std]);
  const scaling = writeTable(builder, normalization.fields, () => {
    builder.addFieldOffset(normalization.mean, means, 0);
    builder.addFieldOffset(normalization.std, stds, 0);
  });
  const steps = writeOffsets(builder, [writeUnion(builder, normalization.kind, scaling)]);
  return writeTable(builder, tensorMetadata.fields, () => {
    builder.addFieldOffset(tensorMetadata.name, name, 0);
    builder.addFieldOffset(tensorMetadata.content, content, 0);
    builder.addFieldOffset(tensorMetadata.steps, steps, 0);
  });
}

function writeUnion(builder: Builder, kind: number, value: number): number {
  return writeTable(builder, union.fields, () => {
    builder.addFieldInt8(union.kind, kind, 0);
    builder.addFieldOffset(union.value, value, 0);
  });
}
