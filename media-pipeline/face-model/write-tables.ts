import type { Builder } from 'flatbuffers';

/** Writes one table. `set` adds its fields; what they point to has been written before. Gives the table's offset. */
export function writeTable(builder: Builder, fields: number, set: () => void): number {
  builder.startObject(fields);
  set();
  return builder.endObject();
}

/** Writes a vector of offsets. */
export function writeOffsets(builder: Builder, offsets: number[]): number {
  builder.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}

/** Writes a vector of whole numbers. */
export function writeInts(builder: Builder, values: number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addInt32(value);
  return builder.endVector();
}

/** Writes a vector of numbers. */
export function writeFloats(builder: Builder, values: number[]): number {
  builder.startVector(4, values.length, 4);
  for (const value of values.toReversed()) builder.addFloat32(value);
  return builder.endVector();
}

/** Writes bytes that begin at a multiple of 16, as TensorFlow Lite maps them. */
export function writeBytes(builder: Builder, bytes: Uint8Array): number {
  builder.startVector(1, bytes.length, 16);
  for (const byte of bytes.toReversed()) builder.addInt8(byte);
  return builder.endVector();
}
