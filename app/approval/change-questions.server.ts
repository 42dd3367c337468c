import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findUnreadable } from '../../media-pipeline/read-aloud.ts';
import { Refusal } from '../platform/refusal.ts';
import type { BlobStore } from '../platform/blobs.server.ts';
import { changeVersion, type ChangeHouse } from './change-version.server.ts';
import { dropFiles, mediaKey, storeQuestionList } from './manifest.server.ts';
import type { Author } from './own-lesson.server.ts';
import { questionLimits, refuseQuestion, type AskedQuestion, type KnownPicture } from './question-rules.ts';

const manifestShape = z.object({
  pictures: z.array(
    z
      .object({ drawing: z.string(), say: z.string(), confusedWith: z.array(z.string()).default([]) })
      .transform(({ confusedWith, ...picture }) => ({ ...picture, alike: confusedWith })),
  ),
});

/** The drawings that picture questions are made of; none before the worker has made them. */
export async function readPictures(blobs: BlobStore): Promise<(KnownPicture & { say: string })[]> {
  const bytes = await blobs.get('controls/manifest.json').catch(() => null);
  return bytes ? manifestShape.parse(JSON.parse(bytes.toString('utf8'))).pictures : [];
}

/** A request ends as one: in writing it is told from a single word by that. */
function closeAsk(ask: string): string {
  return ask === '' || /[？。]$/u.test(ask) ? ask : `${ask.replace(/[?.]$/, '')}？`;
}

/**
 * Adds a control question; the worker speaks it. Throws `question_wrong` with the field, and what `changeVersion` says.
 */
export async function addQuestion(
  house: ChangeHouse,
  author: Author,
  versionId: string,
  given: AskedQuestion,
): Promise<string> {
  const id = randomUUID();
  const question = { ...given, ask: closeAsk(given.ask) };
  const pictures = question.kind === 'picture' ? await readPictures(house.blobs) : [];
  const spoken = question.kind === 'picture' ? [] : [question.right, ...question.wrong];
  if ([question.ask, ...spoken].some((text) => findUnreadable(text) !== null))
    throw new Refusal('question_wrong', { field: 'ask' });
  await changeVersion(house, author, versionId, 'question', async (tx, { durationMs }) => {
    const field = refuseQuestion(question, pictures, durationMs);
    const [known] = await tx<{ n: number }[]>`
      select count(*)::int as n from control_question where video_version_id = ${versionId}`;
    if (field || (known?.n ?? 0) >= questionLimits.questions)
      throw new Refusal('question_wrong', { field: field ?? 'ask' });
    const { kind, fromMs, ask, right, wrong } = question;
    await tx`insert into control_question (id, video_version_id, kind, from_ms, ask, "right", wrong, audio_blob)
      values (${id}, ${versionId}, ${kind}, ${fromMs}, ${ask}, ${right}, ${wrong}, '')`;
    await storeQuestionList(tx, house.blobs, versionId);
    await tx`insert into job (kind, subject, payload, priority) values ('speak_question', ${id}, '{}', 50)`;
  });
  return id;
}

/** Takes a question away, with its recording. Throws `not_found`, and what `changeVersion` says. */
export async function removeQuestion(
  house: ChangeHouse,
  author: Author,
  versionId: string,
  questionId: string,
): Promise<void> {
  await changeVersion(house, author, versionId, 'question', async (tx) => {
    const gone = await tx`
      delete from control_question where id = ${questionId} and video_version_id = ${versionId}`;
    if (gone.count === 0) throw new Refusal('not_found');
    await dropFiles(tx, versionId, [`questions/${questionId}.mp3`]);
    await storeQuestionList(tx, house.blobs, versionId);
    await house.blobs.remove(mediaKey(versionId, `questions/${questionId}.mp3`));
  });
}
