import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import sharp from 'sharp';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import type { Db } from '../db/client.ts';
import { controlQuestion, videoVersion, type Rendition } from '../db/schema/catalogue.ts';
import { questionId, writeQuestionPrompt } from './ask-question.ts';
import { digestContent } from './digest-content.ts';
import type { LessonScript, Question } from './lesson-script.ts';
import { speakPrompts } from './prompt.server.ts';
import type { Timeline } from './speak-lesson.server.ts';
import { writeSubtitles } from './write-subtitles.ts';

/** What containers may round at the end, ms: never credited. */
const roundingMs = 300;

/** Stores subtitles, poster and the spoken questions beside the segments. */
export async function storeCompanions(
  blobs: BlobStore,
  videoVersionId: string,
  script: LessonScript,
  timeline: Timeline,
  slidesDir: string,
  signal?: AbortSignal,
): Promise<void> {
  const base = `media/${videoVersionId}`;
  await blobs.put(`${base}/subtitles.vtt`, Buffer.from(writeSubtitles(timeline.cues)));
  const poster = sharp(join(slidesDir, 'poster.png')).resize(960, 540).jpeg({ quality: 82, mozjpeg: true });
  await blobs.put(`${base}/poster.jpg`, await poster.toBuffer());
  const questions = listQuestions(videoVersionId, script, timeline);
  const prompts = questions.map(({ id, question }) => writeQuestionPrompt(id, question));
  const sounds = await speakPrompts(prompts, signal);
  for (const [n, { id }] of questions.entries())
    await blobs.put(`${base}/questions/${id}.mp3`, sounds[n] ?? Buffer.alloc(0));
}

/**
 * Makes the version `processed`: its length, renditions, questions and the hash of everything learners can fetch.
 * With an approval it is approved and published as well (P011). One transaction; doing it twice changes nothing.
 */
export async function publishLesson(
  house: { db: Db; blobs: BlobStore },
  videoVersionId: string,
  made: { script: LessonScript; timeline: Timeline; renditions: Rendition[] },
  approvalDocument: string | null,
): Promise<void> {
  const questions = listQuestions(videoVersionId, made.script, made.timeline);
  const contentSha256 = await digestStored(house.blobs, videoVersionId, made.renditions, questions);
  const lengths = made.renditions.map(({ segmentsMs }) => segmentsMs.reduce((sum, ms) => sum + ms, 0));
  const durationMs = Math.floor(Math.min(...lengths)) - roundingMs;
  const now = new Date();
  await house.db.transaction(async (tx) => {
    await tx.delete(controlQuestion).where(eq(controlQuestion.videoVersionId, videoVersionId));
    if (questions.length > 0)
      await tx.insert(controlQuestion).values(
        questions.map(({ id, fromMs, question }) => ({
          id,
          videoVersionId,
          fromMs,
          ...question,
          audioBlob: `media/${videoVersionId}/questions/${id}.mp3`,
        })),
      );
    await tx
      .update(videoVersion)
      .set({
        state: 'processed',
        step: 'done',
        stepPct: 100,
        failure: null,
        durationMs,
        renditions: made.renditions,
        contentSha256,
        ...(approvalDocument && { state: 'published', approvalDocument, approvedAt: now, publishedAt: now }),
      })
      .where(and(eq(videoVersion.id, videoVersionId), eq(videoVersion.state, 'processing')));
  });
}

/** The questions of a lesson; each may be asked from the end of its slide's narration. */
function listQuestions(
  videoVersionId: string,
  script: LessonScript,
  timeline: Timeline,
): { id: string; fromMs: number; question: Question }[] {
  const placed = script.slides.flatMap((slide, s) =>
    slide.questions.map((question) => ({ question, fromMs: timeline.slides[s]?.narrationEndMs ?? 0 })),
  );
  return placed.map((place, n) => ({ ...place, id: questionId(videoVersionId, n) }));
}

/** Hashes the blobs as they lie in the store, so the approved hash is of the very bytes that are served. */
async function digestStored(
  blobs: BlobStore,
  videoVersionId: string,
  renditions: Rendition[],
  questions: { id: string }[],
): Promise<Buffer> {
  const paths = [
    ...renditions.flatMap(({ name, segmentsMs }) => segmentsMs.map((_, n) => `${name}/${n}.ts`)),
    'subtitles.vtt',
    'poster.jpg',
    ...questions.map(({ id }) => `questions/${id}.mp3`),
  ];
  const files: { path: string; sha256: string }[] = [];
  for (const path of paths) {
    const bytes = await blobs.get(`media/${videoVersionId}/${path}`);
    files.push({ path, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return digestContent(files);
}
