import { readFile } from 'node:fs/promises';
import {
  digestVersion,
  dropFiles,
  enterFiles,
  hashStored,
  readFiles,
  storeFile,
  storeQuestionList,
} from '../app/approval/manifest.server.ts';
import { lockVersion, stepVersion } from '../app/approval/step-version.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import type { SqlTx } from '../db/client.ts';
import type { CheckQuestion } from './lesson-script.ts';
import type { MadeVersion } from './made-version.ts';
import { workerActor, type MediaHouse } from './media-house.ts';

/** What containers may round at the end, ms: never credited. */
const roundingMs = 300;

/**
 * Makes a version `processed`: its length, renditions, questions, manifest and the one hash of it. One transaction;
 * doing it twice changes nothing.
 */
export async function finishVersion(
  { sql, blobs, masterKey }: MediaHouse,
  videoVersionId: string,
  made: MadeVersion,
  signal?: AbortSignal,
): Promise<void> {
  const { renditions, questions } = made;
  const prompts = (questions ?? []).map(({ id }) => `questions/${id}.mp3`);
  const segments = renditions.flatMap(({ name, segmentsMs }) => segmentsMs.map((_, n) => `${name}/${n}.ts`));
  const files = await hashStored(blobs, videoVersionId, [...segments, ...made.companions, ...prompts], {
    signal,
  });
  const lengths = renditions.map(({ segmentsMs }) => segmentsMs.reduce((sum, ms) => sum + ms, 0));
  const durationMs = Math.floor(Math.min(...lengths)) - roundingMs;
  await sql.begin(async (tx) => {
    const locked = await lockVersion(tx, videoVersionId);
    if (locked.state !== 'processing') return;
    // What an earlier source left; captions, cover and questions of the author's own stay.
    const known = (await readFiles(tx, videoVersionId)).map(({ path }) => path);
    const isMade = (path: string) =>
      path.endsWith('.ts') || (questions !== null && path.startsWith('questions'));
    await dropFiles(tx, videoVersionId, known.filter(isMade));
    await enterFiles(tx, videoVersionId, files);
    // Under the lock: a cover that the author gives meanwhile is never overwritten.
    if (made.poster && !known.includes('poster.jpg')) {
      const poster = await readFile(made.poster);
      await enterFiles(tx, videoVersionId, [await storeFile(blobs, videoVersionId, 'poster.jpg', poster)]);
    }
    if (questions !== null) {
      await tx`delete from control_question where video_version_id = ${videoVersionId}`;
      for (const { id, fromMs, question } of questions)
        await tx`insert into control_question (id, video_version_id, from_ms, ask, "right", wrong, audio_blob)
          values (${id}, ${videoVersionId}, ${fromMs}, ${question.ask}, ${question.right}, ${question.wrong},
            ${`media/${videoVersionId}/questions/${id}.mp3`})`;
    }
    if (made.check !== null) await enterCheck(tx, videoVersionId, made.check);
    await storeQuestionList(tx, blobs, videoVersionId);
    await tx`update video_version set step = 'done', step_pct = 100, failure = null, duration_ms = ${durationMs},
        renditions = ${tx.json(renditions)}, flags = ${tx.json(made.flags)}, probe = ${made.probe && tx.json(made.probe)}
      where id = ${videoVersionId}`;
    const contentSha256 = await digestVersion(tx, videoVersionId);
    const finished = { ...locked, contentSha256, durationMs };
    const facts = {
      durationMs,
      flags: made.flags.length,
      files: files.length,
      recipeSha256: made.recipeSha256,
    };
    await stepVersion(tx, masterKey, finished, 'finish', workerActor, readClock(), { facts });
  });
}

/** The questions at the end of the lesson, in the place of those of an earlier try. */
async function enterCheck(tx: SqlTx, videoVersionId: string, check: readonly CheckQuestion[]): Promise<void> {
  await tx`delete from theory_question where video_version_id = ${videoVersionId}`;
  for (const [n, { ask, right, wrong, why }] of check.entries())
    await tx`insert into theory_question (video_version_id, number, ask, "right", wrong, why)
      values (${videoVersionId}, ${n + 1}, ${ask}, ${right}, ${wrong}, ${why})`;
}
