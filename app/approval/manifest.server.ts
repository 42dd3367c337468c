import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../db/client.ts';
import { canonical } from '../evidence/canonical.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { digestContent, writeManifest } from './digest-content.server.ts';

/** A file of a version: its path below `media/<videoVersionId>/`, SHA-256 (hex) and length in bytes. */
export type VersionFile = { path: string; sha256: string; bytes: number };

/** Where the files of a version lie. */
export const mediaKey = (videoVersionId: string, path: string) => `media/${videoVersionId}/${path}`;

/** Stores a small file of a version and tells what the manifest says of it. */
export async function storeFile(
  blobs: BlobStore,
  videoVersionId: string,
  path: string,
  bytes: Buffer,
): Promise<VersionFile> {
  await blobs.put(mediaKey(videoVersionId, path), bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

/** Hashes files as they lie in the store: what is approved are the very bytes that are served. Errors: a file is missing. */
export async function hashStored(
  blobs: BlobStore,
  videoVersionId: string,
  paths: readonly string[],
  on: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<VersionFile[]> {
  const files: VersionFile[] = [];
  for (const path of paths) {
    on.signal?.throwIfAborted();
    const bytes = await blobs.get(mediaKey(videoVersionId, path));
    files.push({ path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length });
    on.onShare?.(files.length / paths.length);
  }
  return files;
}

/** Enters files in the manifest of a version that is not fixed yet; the database refuses any other (P011). */
export async function enterFiles(
  tx: SqlTx,
  videoVersionId: string,
  files: readonly VersionFile[],
): Promise<void> {
  await tx`insert into version_file (video_version_id, path, sha256, bytes)
    select ${videoVersionId}, path, decode(sha256, 'hex'), bytes
    from unnest(${files.map((f) => f.path)}::text[], ${files.map((f) => f.sha256)}::text[],
      ${files.map((f) => f.bytes)}::bigint[]) as f(path, sha256, bytes)
    on conflict (video_version_id, path) do update set sha256 = excluded.sha256, bytes = excluded.bytes`;
}

/** Takes files off the manifest. */
export async function dropFiles(tx: SqlTx, videoVersionId: string, paths: readonly string[]): Promise<void> {
  await tx`delete from version_file where video_version_id = ${videoVersionId} and path = any(${paths as string[]}::text[])`;
}

/** The manifest of a version, by path. */
export async function readFiles(sql: Sql | SqlTx, videoVersionId: string): Promise<VersionFile[]> {
  return sql<VersionFile[]>`
    select path, encode(sha256, 'hex') as sha256, bytes from version_file
    where video_version_id = ${videoVersionId} order by path collate "C"`;
}

/** The manifest as `sha256sum` writes it; its own SHA-256 is what is approved. */
export async function giveManifest({ sql }: { sql: Sql }, videoVersionId: string): Promise<string> {
  return writeManifest(await readFiles(sql, videoVersionId));
}

/** Writes the one hash of everything in the manifest to the version; answers it, hex. */
export async function digestVersion(tx: SqlTx, videoVersionId: string): Promise<string> {
  const digest = digestContent(await readFiles(tx, videoVersionId));
  await tx`update video_version set content_sha256 = ${digest} where id = ${videoVersionId}`;
  return digest.toString('hex');
}

type QuestionRow = { kind: string; fromMs: number; ask: string; right: string; wrong: string[] };
type CheckRow = { ask: string; right: string; wrong: string[]; why: string };

/**
 * Puts the questions of a version, with their right answers, among what is approved: those that are asked on the way and
 * those of the check at the end. Learners never get this file.
 */
export async function storeQuestionList(tx: SqlTx, blobs: BlobStore, videoVersionId: string): Promise<void> {
  const controls = await tx<QuestionRow[]>`
    select kind, from_ms as "fromMs", ask, "right", wrong from control_question
    where video_version_id = ${videoVersionId} order by from_ms, id`;
  const check = await tx<CheckRow[]>`
    select ask, "right", wrong, why from theory_question where video_version_id = ${videoVersionId} order by number`;
  const rows = (list: readonly object[]) => list.map((row) => ({ ...row }));
  const list = Buffer.from(canonical({ controls: rows(controls), check: rows(check) }));
  await enterFiles(tx, videoVersionId, [await storeFile(blobs, videoVersionId, 'questions.json', list)]);
}
