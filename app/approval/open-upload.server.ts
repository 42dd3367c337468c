import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sql, SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireOwnLesson, type Author } from './own-lesson.server.ts';
import { refuseVoice } from './companion-rules.ts';
import { readRoom, uploadPathOf, writtenBytes } from './upload-files.server.ts';
import { cleanName, refuseUpload, uploadPurposes } from './upload-limits.ts';
import { readOwnVersion } from './own-version.server.ts';

/** What a browser says of a file before it sends it. `versionId`: of which script version it is the voice. */
export const uploadWish = z.discriminatedUnion('purpose', [
  z.object({ purpose: z.literal(uploadPurposes[0]), lessonId: z.uuid(), name: z.string(), bytes: size() }),
  z.object({ purpose: z.literal(uploadPurposes[1]), versionId: z.uuid(), name: z.string(), bytes: size() }),
]);
export type UploadWish = z.infer<typeof uploadWish>;

function size() {
  return z.int().min(1);
}

/**
 * Lets an upload begin; answers its id. Two that begin at once are weighed one after the other. Throws `not_found`,
 * `version_fixed`, `version_step`, `upload_too_large`, `upload_over_quota`, `disk_full`.
 */
export async function openUpload(
  house: { sql: Sql; env: { dataDir: string } },
  author: Author,
  wish: UploadWish,
  now: ClockReading,
): Promise<string> {
  const { sql, env } = house;
  const room = await readRoom(env.dataDir);
  return sql.begin(async (tx) => {
    // One after the other, of all institutions: they share one disk.
    await tx`select pg_advisory_xact_lock(hashtext('upload'))`;
    const lessonId =
      wish.purpose === 'video' ? wish.lessonId : await readVoiceLesson(tx, author, wish.versionId);
    await requireOwnLesson(tx, author, lessonId);
    const weighed = await weigh(tx, env.dataDir, author.institutionId);
    const freeBytes = room.freeBytes - weighed.comingBytes;
    const refused = refuseUpload({ ...wish, ...weighed, ...room, freeBytes });
    if (refused) throw new Refusal(refused);
    const id = randomUUID();
    await tx`insert into upload (id, institution_id, uploaded_by, lesson_id, purpose, name, bytes, began_at, video_version_id)
      values (${id}, ${author.institutionId}, ${author.personId}, ${lessonId}, ${wish.purpose}, ${cleanName(wish.name)},
        ${wish.bytes}, ${new Date(now.wallMs)}, ${wish.purpose === 'voice' ? wish.versionId : null})`;
    return id;
  });
}

/** The lesson of a script version that may get a voice now. */
async function readVoiceLesson(tx: SqlTx, author: Author, versionId: string): Promise<string> {
  const version = await readOwnVersion(tx, author, versionId);
  const refused = refuseVoice(version);
  if (refused) throw new Refusal(refused, { state: version.state });
  return version.lessonId;
}

/** What the institution has stored and is bringing, and what all uploads together will still bring. */
async function weigh(tx: SqlTx, dataDir: string, institutionId: string) {
  const [used] = await tx<{ quotaBytes: number; storedBytes: number }[]>`
    select i.upload_quota_bytes as "quotaBytes",
      (select coalesce(sum(bytes), 0) from (
        select distinct on (source_blob) source_bytes as bytes from video_version
        where institution_id = i.id and source_blob is not null) as source)::bigint as "storedBytes"
    from institution i where i.id = ${institutionId}`;
  const rows = await tx<{ id: string; institutionId: string; bytes: number; isOpen: boolean }[]>`
    select id, institution_id as "institutionId", bytes, finished_at is null as "isOpen" from upload
    where finished_at is null or (purpose = 'voice' and institution_id = ${institutionId})`;
  const mine = rows.filter((one) => one.institutionId === institutionId);
  const coming = await Promise.all(
    rows
      .filter(({ isOpen }) => isOpen)
      .map(async ({ id, bytes }) => bytes - ((await writtenBytes(uploadPathOf(dataDir, id))) ?? 0)),
  );
  const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);
  return {
    quotaBytes: used?.quotaBytes ?? 0,
    usedBytes: (used?.storedBytes ?? 0) + sum(mine.map(({ bytes }) => bytes)),
    comingBytes: sum(coming),
  };
}
