import { Builder, ByteBuffer } from 'flatbuffers';
import { describeModel, type InputScale } from './describe-model.ts';
import { joinLandmarks } from './join-landmarks.ts';
import { Table } from './read-table.ts';
import { buffer, model, namedBuffer, subgraph } from './tflite.ts';
import { writeBytes, writeOffsets, writeTable } from './write-tables.ts';

export type ModelPart = { name: string; scale: InputScale; joinLandmarks: boolean };

/** What a model's maker writes in front of the file, bytes: room for it, so that the builder does not grow. */
const frontBytes = 256 * 1024;

/**
 * The TensorFlow Lite file `old` with the description that the Tasks API asks for. A flatbuffer is built from its end:
 * the old file is laid there whole, and the new root points into it, so not one weight is read or moved.
 */
export function rewriteModel(old: Uint8Array, part: ModelPart): Uint8Array {
  const builder = new Builder(old.length + frontBytes);
  const offsetOf = layAtEnd(builder, old);
  const root = Table.root(old);
  const graph = new Table(new ByteBuffer(old), root.tables(model.subgraphs)[0] ?? 0);
  const codes = root.tables(model.codes);
  const buffers = root.tables(model.buffers);

  const joined = part.joinLandmarks
    ? joinLandmarks(builder, { graph, codes, buffers: buffers.length, offsetOf })
    : null;
  const outputs = joined?.outputs ?? graph.uints(subgraph.outputs).length;
  const description = writeBytes(builder, describeModel(part.name, part.scale, outputs));
  const describing = writeTable(builder, buffer.fields, () =>
    builder.addFieldOffset(buffer.data, description, 0),
  );
  const allBuffers = [...buffers.map(offsetOf), ...(joined ? [joined.buffer] : []), describing];
  const metadata = root.tables(model.metadata).map(offsetOf);
  metadata.push(writeNamed(builder, 'TFLITE_METADATA', allBuffers.length - 1));

  const codeList = writeOffsets(builder, joined?.codes ?? codes.map(offsetOf));
  const graphList = writeOffsets(
    builder,
    joined ? [joined.graph] : root.tables(model.subgraphs).map(offsetOf),
  );
  const bufferList = writeOffsets(builder, allBuffers);
  const metadataList = writeOffsets(builder, metadata);
  const words = root.target(model.description);
  const top = writeTable(builder, model.fields, () => {
    builder.addFieldInt32(model.version, root.uint(model.version), 0);
    builder.addFieldOffset(model.codes, codeList, 0);
    builder.addFieldOffset(model.subgraphs, graphList, 0);
    if (words !== null) builder.addFieldOffset(model.description, offsetOf(words), 0);
    builder.addFieldOffset(model.buffers, bufferList, 0);
    builder.addFieldOffset(model.metadata, metadataList, 0);
  });
  builder.finish(top, 'TFL3');
  return builder.asUint8Array();
}

/** Lays the old file at the end, at a multiple of 16 bytes as its weights want; gives where a part of it stands. */
function layAtEnd(builder: Builder, old: Uint8Array): (position: number) => number {
  const padded = new Uint8Array(Math.ceil(old.length / 16) * 16);
  padded.set(old);
  builder.prep(16, 0);
  builder.createByteVector(padded);
  return (position) => padded.length - position;
}

function writeNamed(builder: Builder, name: string, index: number): number {
  const text = builder.createString(name);
  return writeTable(builder, namedBuffer.fields, () => {
    builder.addFieldOffset(namedBuffer.name, text, 0);
    builder.addFieldInt32(namedBuffer.buffer, index, 0);
  });
}
