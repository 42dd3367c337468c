import type { Sql } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { hashStored, readFiles } from './manifest.server.ts';

/** A stored file that is not what was approved: its path below `media/<videoVersionId>/`. */
export type BrokenFile = { videoVersionId: string; path: string; why: 'missing' | 'altered' };

/**
 * Compares the stored files of every published version with its manifest, byte for byte: a disk or a hand may have lost
 * or changed what learners get (P011). Reads one file at a time; tells each that is broken as it is found.
 */
export async function checkMedia(
  { sql, blobs }: { sql: Sql; blobs: BlobStore },
  signal: AbortSignal,
  onBroken: (file: BrokenFile) => void,
): Promise<void> {
  const versions = await sql<{ id: string }[]>`
    select id from video_version where state = 'published' order by id`;
  for (const { id } of versions) {
    for (const { path, sha256 } of await readFiles(sql, id)) {
      const found = await hashStored(blobs, id, [path], { signal }).catch((error: unknown) => {
        signal.throwIfAborted();
        if (isAbsent(error)) return [];
        throw error;
      });
      if (found[0]?.sha256 === sha256) continue;
      onBroken({ videoVersionId: id, path, why: found[0] ? 'altered' : 'missing' });
    }
  }
}

/** What a local disk and an object store say of a file that is not there. */
function isAbsent(error: unknown): boolean {
  const { code, name } = error as { code?: string; name?: string };
  return code === 'ENOENT' || name === 'NoSuchKey';
}
