import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import type { Rendition } from '../../db/schema/version.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { unseal } from '../platform/seal.server.ts';
import { mediaKey } from './manifest.server.ts';
import { refuseWatch, type Watcher } from './may-watch.ts';
import type { LivingVersion } from './version-life.ts';

/** A version as those who make and review it watch it. */
export type Watched = { id: string; renditions: Rendition[]; contentKey: Buffer; groupMs: number };

type House = { sql: Sql; masterKey: Buffer };
type Row = LivingVersion & { renditions: Rendition[] | null; sealed: Buffer | null; groupMs: number };

/** The version, if this person may watch it now: asked at every request. Throws `forbidden`, `not_found` (H10). */
export async function readWatched({ sql, masterKey }: House, id: string, watcher: Watcher): Promise<Watched> {
  // Who watches nothing is told so, whether there is such a version or not.
  if (!['reviewer', 'author', 'inspector', 'auditor'].includes(watcher.role)) throw new Refusal('forbidden');
  if (!z.uuid().safeParse(id).success) throw new Refusal('not_found');
  const [row] = await sql<Row[]>`
    select state, institution_id as "institutionId", uploaded_by as "uploadedBy", renditions,
      content_key_sealed as sealed, group_ms as "groupMs"
    from video_version where id = ${id}`;
  const refused = row ? refuseWatch(row, watcher) : 'not_found';
  if (refused) throw new Refusal(refused);
  if (!row?.renditions || !row.sealed) throw new Refusal('not_found');
  const { renditions, groupMs, sealed } = row;
  return { id, renditions, groupMs, contentKey: unseal(masterKey, `content-key:${id}`, sealed) };
}

/** A file of the manifest as it lies in the store: where, and how long. Nothing beside the manifest is given. Throws `not_found`. */
export async function findFile(
  { sql, blobs }: { sql: Sql; blobs: BlobStore },
  videoVersionId: string,
  path: string,
): Promise<{ key: string; size: number; sha256: string }> {
  const [file] = await sql<{ sha256: string }[]>`
    select encode(sha256, 'hex') as sha256 from version_file
    where video_version_id = ${videoVersionId} and path = ${path}`;
  const key = mediaKey(videoVersionId, path);
  const size = file ? await blobs.sizeOf(key) : null;
  if (!file || size === null) throw new Refusal('not_found');
  return { key, size, sha256: file.sha256 };
}

/** What of a version's manifest its player asks for. */
export async function listCompanions(sql: Sql, videoVersionId: string): Promise<string[]> {
  const rows = await sql<{ path: string }[]>`
    select path from version_file where video_version_id = ${videoVersionId} and path !~ '/'`;
  return rows.map(({ path }) => path);
}
