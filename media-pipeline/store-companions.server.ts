import { join } from 'node:path';
import sharp from 'sharp';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import { questionId, writeQuestionPrompt } from './ask-question.ts';
import type { LessonScript } from './lesson-script.ts';
import type { PlacedQuestion } from './made-version.ts';
import { speakPrompts } from './prompt.server.ts';
import type { Timeline } from './speak-lesson.server.ts';
import { writeSubtitles } from './write-subtitles.ts';

/** Stores subtitles, transcript, poster and the spoken questions beside the segments; answers the paths of all but the questions. */
export async function storeCompanions(
  blobs: BlobStore,
  videoVersionId: string,
  script: LessonScript,
  timeline: Timeline,
  slidesDir: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const base = `media/${videoVersionId}`;
  await blobs.put(`${base}/subtitles.vtt`, Buffer.from(writeSubtitles(timeline.cues)));
  await blobs.put(`${base}/transcript.txt`, Buffer.from(writeTranscript(script)));
  const poster = sharp(join(slidesDir, 'poster.png')).resize(960, 540).jpeg({ quality: 82, mozjpeg: true });
  await blobs.put(`${base}/poster.jpg`, await poster.toBuffer());
  const questions = listQuestions(videoVersionId, script, timeline);
  const prompts = questions.map(({ id, question }) => writeQuestionPrompt(id, question));
  const sounds = await speakPrompts(prompts, signal);
  for (const [n, { id }] of questions.entries())
    await blobs.put(`${base}/questions/${id}.mp3`, sounds[n] ?? Buffer.alloc(0));
  return ['subtitles.vtt', 'transcript.txt', 'poster.jpg'];
}

/** The questions of a lesson; each may be asked from the end of its slide's narration. */
export function listQuestions(
  videoVersionId: string,
  script: LessonScript,
  timeline: Timeline,
): PlacedQuestion[] {
  const placed = script.slides.flatMap((slide, s) =>
    slide.questions.map((question) => ({ question, fromMs: timeline.slides[s]?.narrationEndMs ?? 0 })),
  );
  return placed.map((place, n) => ({ ...place, id: questionId(videoVersionId, n) }));
}

/** What is said, slide by slide, for who reads. */
function writeTranscript({ title, slides }: LessonScript): string {
  const parts = slides.map(({ heading, speech }) => {
    const said = speech.flatMap((piece) => (piece.kind === 'say' ? [piece.text] : []));
    return [heading, ...said].join('\n');
  });
  return `${[title, ...parts].join('\n\n')}\n`;
}
