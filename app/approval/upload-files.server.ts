import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { readKeepFreeBytes } from '../platform/env.server.ts';
import { keepFreeOf } from './upload-limits.ts';

/** Files on their way up lie in `<DATA_DIR>/uploads/<id>`; nothing of what their author named them is in a path. */
export function uploadDirOf(dataDir: string): string {
  return join(dataDir, 'uploads');
}

/** The file of an upload. The id is one that this server gave. */
export function uploadPathOf(dataDir: string, id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('no id of an upload');
  return join(uploadDirOf(dataDir), id);
}

/** How much of a file is here, bytes; null: there is none. */
export async function writtenBytes(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/** When the last byte came (wall clock, ms); null: there is no file. */
export async function writtenAtMs(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

/** The first bytes of a file, at most `bytes`. */
export async function readFirst(path: string, bytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Removes an upload's file and what the protocol notes beside it. */
export async function removeUpload(dataDir: string, id: string): Promise<void> {
  const path = uploadPathOf(dataDir, id);
  await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
}

/** Free and to-be-kept bytes of the disk under the data folder. */
export async function readRoom(dataDir: string): Promise<{ freeBytes: number; keepFreeBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  return { freeBytes: bavail * bsize, keepFreeBytes: readKeepFreeBytes() ?? keepFreeOf(blocks * bsize) };
}
