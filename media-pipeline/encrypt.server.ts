import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deriveGroupKey, deriveSegmentIv, groupOfSegment } from '../app/catalogue/group-key.server.ts';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import type { Composed } from './list-segments.server.ts';

/** What a segment's key and vector are derived from. */
export type SegmentPlace = {
  contentKey: Buffer;
  rendition: string;
  segmentsMs: number[];
  n: number;
  groupMs: number;
};
/** SHA-256 (hex) of every plain segment by rendition, to hold the result against. */
export type PlainHashes = Record<string, string[]>;

/** AES-128-CBC with PKCS#7 over the whole segment, as HLS `METHOD=AES-128` asks. */
export function encryptSegment(plain: Buffer, place: SegmentPlace): Buffer {
  const cipher = createCipheriv('aes-128-cbc', ...keyAndIv(place));
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** Opens a segment. Throws when key, vector or length do not belong to it. */
export function decryptSegment(sealed: Buffer, place: SegmentPlace): Buffer {
  const decipher = createDecipheriv('aes-128-cbc', ...keyAndIv(place));
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

/** Encrypts every composed segment into the blob store under `media/<videoVersionId>/<rendition>/<n>.ts`. */
export async function encryptSegments(
  blobs: BlobStore,
  videoVersionId: string,
  composed: Composed,
  composedDir: string,
  contentKey: Buffer,
  groupMs: number,
  signal?: AbortSignal,
): Promise<PlainHashes> {
  const hashes: PlainHashes = {};
  for (const { name, segmentsMs } of composed) {
    const list: string[] = [];
    for (let n = 0; n < segmentsMs.length; n++) {
      signal?.throwIfAborted();
      const plain = await readFile(join(composedDir, name, `${n}.ts`));
      list.push(createHash('sha256').update(plain).digest('hex'));
      const sealed = encryptSegment(plain, { contentKey, rendition: name, segmentsMs, n, groupMs });
      await blobs.put(`media/${videoVersionId}/${name}/${n}.ts`, sealed);
    }
    hashes[name] = list;
  }
  return hashes;
}

function keyAndIv({ contentKey, rendition, segmentsMs, n, groupMs }: SegmentPlace): [Buffer, Buffer] {
  const group = groupOfSegment(segmentsMs, n, groupMs);
  return [deriveGroupKey(contentKey, group), deriveSegmentIv(contentKey, rendition, n)];
}
