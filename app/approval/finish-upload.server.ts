import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { createVersion, sourceBlobOf } from './create-version.server.ts';
import { giveVoice } from './give-voice.server.ts';
import { isVoice } from './sniff-voice.ts';
import { sniffBytes, sniffContainer } from './sniff-container.ts';
import { readFirst, removeUpload, uploadPathOf, writtenBytes } from './upload-files.server.ts';
import type { UploadPurpose } from './upload-limits.ts';
import type { StepActor } from './version-life.ts';

export type UploadHouse = { sql: Sql; blobs: BlobStore; masterKey: Buffer; env: { dataDir: string } };

/** An upload as it stands in its row. */
export type UploadRow = {
  id: string;
  institutionId: string;
  uploadedBy: string;
  lessonId: string;
  purpose: UploadPurpose;
  name: string;
  bytes: number;
  finished: boolean;
  versionId: string | null;
};

export async function readUpload(
  sql: Sql | SqlTx,
  id: string,
  hold: 'read' | 'lock' = 'read',
): Promise<UploadRow | null> {
  const [row] = await sql<UploadRow[]>`
    select id, institution_id as "institutionId", uploaded_by as "uploadedBy", lesson_id as "lessonId", purpose, name,
      bytes, finished_at is not null as finished, video_version_id as "versionId"
    from upload where id = ${id} ${hold === 'lock' ? sql`for update` : sql``}`;
  return row ?? null;
}

/** Takes an upload away, with what came of it. A finished one stays. */
export async function dropUpload({ sql, env }: UploadHouse, id: string): Promise<void> {
  const dropped = await sql`delete from upload where id = ${id} and finished_at is null`;
  if (dropped.count > 0) await removeUpload(env.dataDir, id);
}

/**
 * Looks at what has come: what is no video (no recording) by its first bytes goes at once, what is complete becomes a
 * version. May be called at any time, by anybody, as often as wanted: after each piece, when the browser asks where it
 * was, and by the worker's sweep. Throws `not_a_video`, `not_a_voice`, `upload_gone`, `version_fixed`, `version_step`.
 */
export async function settleUpload(house: UploadHouse, row: UploadRow, now: ClockReading): Promise<void> {
  if (row.finished) return;
  const path = uploadPathOf(house.env.dataDir, row.id);
  const written = await writtenBytes(path);
  if (written !== null && written >= Math.min(sniffBytes, row.bytes)) {
    const first = await readFirst(path, sniffBytes).catch(() => null);
    const isRight = (bytes: Uint8Array) =>
      row.purpose === 'video' ? sniffContainer(bytes) !== null : isVoice(bytes);
    // Null: another request has taken the file into the store meanwhile.
    if (first && !isRight(first)) {
      await dropUpload(house, row.id);
      throw new Refusal(row.purpose === 'video' ? 'not_a_video' : 'not_a_voice');
    }
  }
  if (written !== null && written < row.bytes) return;
  await finishUpload(house, row.id, now);
}

/** Where the finished file of an upload lies in the store. The version that a video becomes has the id of its upload. */
function blobOf({ id, purpose, versionId }: UploadRow): string {
  return purpose === 'video' ? sourceBlobOf(id, 'video') : `sources/${versionId}/voice-${id}`;
}

/** All of it is here: hashed, taken into the store, entered; under the lock of its row, so once. */
async function finishUpload(house: UploadHouse, id: string, now: ClockReading): Promise<void> {
  const { sql, blobs, masterKey, env } = house;
  await sql.begin(async (tx) => {
    const row = await readUpload(tx, id, 'lock');
    if (!row) throw new Refusal('upload_gone');
    if (row.finished) return;
    const path = uploadPathOf(env.dataDir, id);
    const blob = blobOf(row);
    if ((await writtenBytes(path)) === row.bytes) await blobs.putFile(blob, path);
    // A former try may have ended after the file was taken in: then it is there.
    else if ((await blobs.sizeOf(blob)) !== row.bytes) throw new Refusal('upload_gone');
    const sha256 = await hashBlob(blobs, blob);
    const actor: StepActor = {
      role: 'author',
      personId: row.uploadedBy,
      institutionId: row.institutionId,
    };
    if (row.purpose === 'voice') {
      await giveVoice(tx, masterKey, row.versionId ?? '', { blob, sha256, name: row.name }, actor, now);
      await tx`update upload set finished_at = ${new Date(now.wallMs)} where id = ${id}`;
      return;
    }
    const source = { kind: 'video', blob, sha256, bytes: row.bytes, name: row.name } as const;
    await createVersion(tx, masterKey, row.lessonId, source, actor, now, { id });
    await tx`update upload set finished_at = ${new Date(now.wallMs)}, video_version_id = ${id} where id = ${id}`;
  });
  await removeUpload(env.dataDir, id);
}

async function hashBlob(blobs: BlobStore, key: string): Promise<Buffer> {
  const bytes = await blobs.open(key);
  if (!bytes) throw new Refusal('upload_gone');
  const hash = createHash('sha256');
  for await (const chunk of bytes as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>)
    hash.update(chunk);
  return hash.digest();
}
