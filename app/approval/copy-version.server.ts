import { randomUUID } from 'node:crypto';
import type { Sql, SqlTx } from '../../db/client.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { createVersion } from './create-version.server.ts';
import { enterFiles, mediaKey, readFiles, storeFile, storeQuestionList } from './manifest.server.ts';
import type { Author } from './own-lesson.server.ts';
import { readOwnVersion } from './own-version.server.ts';
import { isFixed, type SourceKind } from './version-life.ts';

type Origin = {
  lessonId: string;
  kind: SourceKind;
  blob: string;
  sha256: Buffer;
  bytes: number;
  name: string;
  voiceBlob: string | null;
  licence: string;
  portraitRights: string;
};

/** What stands beside an uploaded video and goes on to the next version. Beside a script it is made anew. */
const kept = ['subtitles.vtt', 'transcript.txt', 'poster.jpg'];

/**
 * Begins the next version from one that is fixed: the same source (its bytes lie in the store once), rights and
 * companions, each of which may then be replaced. Answers its id. Throws `not_found`; `version_step` while the old one
 * can still be changed itself.
 */
export async function copyVersion(
  house: { sql: Sql; blobs: BlobStore; masterKey: Buffer },
  author: Author,
  versionId: string,
  now: ClockReading,
): Promise<string> {
  const { sql, blobs, masterKey } = house;
  const id = randomUUID();
  await sql.begin(async (tx) => {
    const old = await readOwnVersion(tx, author, versionId, 'lock');
    if (!isFixed(old.state)) throw new Refusal('version_step', { state: old.state });
    const [origin] = await tx<Origin[]>`
      select lesson_id as "lessonId", source_kind as kind, source_blob as blob, source_sha256 as sha256,
        source_bytes as bytes, source_name as name, voice_blob as "voiceBlob", licence,
        portrait_rights as "portraitRights"
      from video_version where id = ${versionId} and source_blob is not null`;
    if (!origin) throw new Refusal('not_found');
    const { licence, portraitRights } = origin;
    await createVersion(tx, masterKey, origin.lessonId, origin, { role: 'author', ...author }, now, {
      ...{ id, licence, portraitRights },
    });
    await tx`update video_version set voice_blob = ${origin.voiceBlob} where id = ${id}`;
    if (origin.kind === 'video') await copyCompanions(tx, blobs, versionId, id);
  });
  return id;
}

async function copyCompanions(tx: SqlTx, blobs: BlobStore, from: string, to: string): Promise<void> {
  for (const { path } of await readFiles(tx, from)) {
    if (!kept.includes(path)) continue;
    await enterFiles(tx, to, [await storeFile(blobs, to, path, await blobs.get(mediaKey(from, path)))]);
  }
  const questions = await tx<{ id: string }[]>`
    select id from control_question where video_version_id = ${from} and audio_blob <> ''`;
  for (const question of questions) {
    const id = randomUUID();
    const path = `questions/${id}.mp3`;
    const sound = await blobs.get(mediaKey(from, `questions/${question.id}.mp3`));
    await enterFiles(tx, to, [await storeFile(blobs, to, path, sound)]);
    await tx`insert into control_question (id, video_version_id, kind, from_ms, ask, "right", wrong, audio_blob)
      select ${id}, ${to}, kind, from_ms, ask, "right", wrong, ${mediaKey(to, path)} from control_question
      where id = ${question.id}`;
  }
  await storeQuestionList(tx, blobs, to);
}
