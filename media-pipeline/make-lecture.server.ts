import { join } from 'node:path';
import { composeLesson } from './compose.server.ts';
import { drawSlides } from './draw-slides.server.ts';
import { gatherSources } from './gather-sources.server.ts';
import { framesPerS } from './ladder.ts';
import type { MadeVersion } from './made-version.ts';
import type { MediaHouse, Version } from './media-house.ts';
import { packageSegments } from './package-segments.server.ts';
import { openScratch, runStep, type Scratch } from './scratch.server.ts';
import { speakLesson } from './speak-lesson.server.ts';
import { listQuestions, storeCompanions } from './store-companions.server.ts';
import { takeVoice } from './take-voice.server.ts';
import type { Progress } from './write-progress.server.ts';

/** A lecture of a text script: drawn, spoken, composed, encrypted, verified. Each step is skipped when a former try finished it. */
export async function makeLecture(
  { blobs }: MediaHouse,
  version: Version,
  progress: Progress,
  signal?: AbortSignal,
): Promise<{ made: MadeVersion; scratch: Scratch }> {
  const { id } = version;
  await progress.begin('read-script');
  const { script, drawings, hash } = await gatherSources(blobs, version.sourceBlob);
  const scratch = await openScratch(version.scratchDir, id, `${hash} ${version.voiceBlob ?? ''}`);
  if (scratch.isFresh) await blobs.remove(`media/${id}`);

  let onShare = await progress.begin('draw-slides');
  const slides = await runStep(scratch, 'slides', (dir) =>
    drawSlides(script, drawings, dir, { signal, onShare }),
  );
  onShare = await progress.begin('speak');
  const { voiceBlob } = version;
  const spoken = await runStep(scratch, 'speech', async (dir) =>
    voiceBlob === null
      ? speakLesson(script, dir, { signal, onShare })
      : takeVoice(script, await blobs.asFile(voiceBlob, dir), dir, signal),
  );
  const timeline = spoken.result;
  onShare = await progress.begin('compose');
  const composed = await runStep(scratch, 'segments', (dir) =>
    composeLesson(timeline, slides.dir, join(spoken.dir, 'speech.m4a'), dir, { signal, onShare }),
  );
  const plain = { ...composed, framesPerS, durationMs: timeline.totalMs };
  const packed = await packageSegments(blobs, version, scratch, plain, { progress, signal });
  await progress.begin('speak-questions');
  const companions = await runStep(scratch, 'companions', () =>
    storeCompanions(blobs, id, script, timeline, slides.dir, signal),
  );
  const questions = listQuestions(id, script, timeline);
  const made = {
    ...packed,
    companions: [...packed.companions, ...companions.result],
    poster: null,
    questions,
    check: script.check,
    recipeSha256: hash,
    probe: null,
  };
  return { made, scratch };
}
