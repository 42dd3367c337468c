import {
  digestVersion,
  enterFiles,
  mediaKey,
  storeFile,
  storeQuestionList,
} from '../app/approval/manifest.server.ts';
import { lockVersion } from '../app/approval/step-version.server.ts';
import { isFixed } from '../app/approval/version-life.ts';
import { writeQuestionPrompt } from './ask-question.ts';
import type { MediaHouse } from './media-house.ts';
import { speakPrompts } from './prompt.server.ts';

type Row = { versionId: string; kind: 'text' | 'picture'; ask: string; right: string; wrong: string[] };

/**
 * Speaks a question that its author entered, and enters the recording in the manifest of its version. Of a picture
 * question only the request is spoken: a word for a choice would name it (C03). May be repeated after any crash.
 */
export async function speakQuestion(
  { sql, blobs }: MediaHouse,
  questionId: string,
  signal?: AbortSignal,
): Promise<void> {
  const [row] = await sql<Row[]>`
    select video_version_id as "versionId", kind, ask, "right", wrong from control_question
    where id = ${questionId} and audio_blob = ''`;
  if (!row) return;
  const { versionId, kind, ask } = row;
  const prompt = kind === 'picture' ? ask : writeQuestionPrompt(questionId, row);
  const [mp3] = await speakPrompts([prompt], signal);
  if (!mp3) throw new Error('no prompt was spoken');
  await sql.begin(async (tx) => {
    const version = await lockVersion(tx, versionId);
    const [still] = await tx`select id from control_question where id = ${questionId}`;
    if (isFixed(version.state) || !still) return;
    const path = `questions/${questionId}.mp3`;
    await enterFiles(tx, versionId, [await storeFile(blobs, versionId, path, mp3)]);
    await tx`update control_question set audio_blob = ${mediaKey(versionId, path)} where id = ${questionId}`;
    await storeQuestionList(tx, blobs, versionId);
    if (version.state === 'processed') await digestVersion(tx, versionId);
  });
}
