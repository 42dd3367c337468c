import { createHash } from 'node:crypto';
import type { House } from '../../platform/house.server.ts';
import { deriveKey, seal, unseal } from '../../platform/seal.server.ts';

type Kept = Pick<House, 'blobs' | 'masterKey'>;

/** Where the sealed parts of a file lie. */
export const exportFolder = (exportId: string) => `exports/${exportId}`;

const keyOf = (exportId: string, part: number) => `${exportFolder(exportId)}/${part}.sealed`;
const purposeOf = (exportId: string, part: number) => `export ${exportId} ${part}`;

/** Seals one part; the same part again takes its place. */
export async function putPart(
  { blobs, masterKey }: Kept,
  exportId: string,
  part: number,
  text: string,
): Promise<void> {
  const sealed = seal(deriveKey(masterKey, 'exports'), purposeOf(exportId, part), Buffer.from(text, 'utf8'));
  await blobs.put(keyOf(exportId, part), sealed);
}

/** The parts of a file as they were written, one after the other. Throws if one is gone or was changed. */
export async function* openParts(
  { blobs, masterKey }: Kept,
  exportId: string,
  parts: number,
): AsyncGenerator<Buffer> {
  const key = deriveKey(masterKey, 'exports');
  for (let part = 0; part < parts; part++)
    yield unseal(key, purposeOf(exportId, part), await blobs.get(keyOf(exportId, part)));
}

/** SHA-256 of the whole file, hex. */
export async function hashParts(kept: Kept, exportId: string, parts: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of openParts(kept, exportId, parts)) hash.update(part);
  return hash.digest('hex');
}
