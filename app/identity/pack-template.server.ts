import type { FaceTemplate } from '../presence/engine/observation.ts';

/** 32-bit floats as the nets give them, base64: a quarter of the decimals' length, and ten times as fast to read. */
const pack = (numbers: number[]) => Buffer.from(Float32Array.from(numbers).buffer).toString('base64');

function unpack(text: string): number[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

/** A template as the bytes that are sealed: JSON, its numbers little-endian. */
export function packTemplate({ modelId, embedding, embeddingWide }: FaceTemplate): Buffer {
  const packed = { modelId, embedding: pack(embedding), embeddingWide: pack(embeddingWide) };
  return Buffer.from(JSON.stringify(packed));
}

/** Reads what `packTemplate` wrote. */
export function unpackTemplate(bytes: Buffer): FaceTemplate {
  const packed = JSON.parse(bytes.toString('utf8')) as Record<keyof FaceTemplate, string>;
  const { modelId, embedding, embeddingWide } = packed;
  return { modelId, embedding: unpack(embedding), embeddingWide: unpack(embeddingWide) };
}
