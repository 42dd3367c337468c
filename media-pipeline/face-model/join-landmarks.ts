import type { Builder } from 'flatbuffers';
import { landmarkIndex, outputLengths } from './landmark-index.ts';
import type { Table } from './read-table.ts';
import {
  axisOption,
  buffer,
  concatenation,
  float32,
  gather,
  int32,
  operator,
  operatorCode,
  subgraph,
  tensor,
} from './tflite.ts';
import { writeBytes, writeInts, writeOffsets, writeTable } from './write-tables.ts';

/** Channels of a landmark output: [1, 1, 1, n]. */
const channelAxis = 3;

type Old = {
  graph: Table;
  /** The operator codes and the number of buffers that the model had. */
  codes: number[];
  buffers: number;
  /** Offset, in the builder, of what stands at a position of the old file. */
  offsetOf: (position: number) => number;
};

/**
 * Adds to the attention model what the Tasks API expects of it: one output with all 478 points, joined out of the six
 * that it has, and beside it the presence score. Gives offsets of the new graph, codes, and the one buffer that is new
 * (the first after those that the model had).
 */
export function joinLandmarks(
  builder: Builder,
  old: Old,
): { graph: number; codes: number[]; buffer: number; outputs: number } {
  const index = landmarkIndex();
  const tensors = old.graph.tables(subgraph.tensors).map(old.offsetOf);
  const outputs = old.graph.uints(subgraph.outputs);
  const landmarks = outputs.slice(0, outputLengths.length);
  const presence = outputs.at(-1) ?? 0;
  const [joined, order, points] = [tensors.length, tensors.length + 1, tensors.length + 2];
  const joinedLength = outputLengths.reduce((sum, one) => sum + one, 0);
  const orderBytes = writeBytes(builder, new Uint8Array(index.buffer));
  const orderBuffer = writeTable(builder, buffer.fields, () =>
    builder.addFieldOffset(buffer.data, orderBytes, 0),
  );
  tensors.push(
    writeTensor(builder, 'all_landmarks', float32, [1, 1, 1, joinedLength], 0),
    writeTensor(builder, 'landmark_index', int32, [index.length], old.buffers),
    writeTensor(builder, 'Identity', float32, [1, 1, 1, index.length], 0),
  );
  const operators = old.graph.tables(subgraph.operators).map(old.offsetOf);
  const codes = [...old.codes.map(old.offsetOf), writeCode(builder, concatenation.code)];
  operators.push(
    writeOperator(builder, codes.length - 1, concatenation.optionsKind, landmarks, [joined]),
    writeOperator(builder, codes.length, gather.optionsKind, [joined, order], [points]),
  );
  codes.push(writeCode(builder, gather.code));
  const tensorList = writeOffsets(builder, tensors);
  const inputList = writeInts(builder, old.graph.uints(subgraph.inputs));
  const outputList = writeInts(builder, [points, presence]);
  const operatorList = writeOffsets(builder, operators);
  const graph = writeTable(builder, subgraph.fields, () => {
    builder.addFieldOffset(subgraph.tensors, tensorList, 0);
    builder.addFieldOffset(subgraph.inputs, inputList, 0);
    builder.addFieldOffset(subgraph.outputs, outputList, 0);
    builder.addFieldOffset(subgraph.operators, operatorList, 0);
  });
  return { graph, codes, buffer: orderBuffer, outputs: 2 };
}

function writeTensor(
  builder: Builder,
  name: string,
  type: number,
  shape: number[],
  bufferIndex: number,
): number {
  const text = builder.createString(name);
  const sizes = writeInts(builder, shape);
  return writeTable(builder, tensor.fields, () => {
    builder.addFieldOffset(tensor.shape, sizes, 0);
    builder.addFieldInt8(tensor.type, type, 0);
    builder.addFieldInt32(tensor.buffer, bufferIndex, 0);
    builder.addFieldOffset(tensor.name, text, 0);
  });
}

function writeCode(builder: Builder, code: number): number {
  return writeTable(builder, operatorCode.fields, () => {
    builder.addFieldInt8(operatorCode.oldCode, code, 0);
    builder.addFieldInt32(operatorCode.version, 1, 0);
    builder.addFieldInt32(operatorCode.code, code, 0);
  });
}

function writeOperator(
  builder: Builder,
  code: number,
  optionsKind: number,
  inputs: number[],
  outputs: number[],
): number {
  const options = writeTable(builder, axisOption.fields, () =>
    builder.addFieldInt32(axisOption.axis, channelAxis, 0),
  );
  const inputList = writeInts(builder, inputs);
  const outputList = writeInts(builder, outputs);
  return writeTable(builder, operator.fields, () => {
    builder.addFieldInt32(operator.code, code, 0);
    builder.addFieldOffset(operator.inputs, inputList, 0);
    builder.addFieldOffset(operator.outputs, outputList, 0);
    builder.addFieldInt8(operator.optionsKind, optionsKind, 0);
    builder.addFieldOffset(operator.options, options, 0);
  });
}
