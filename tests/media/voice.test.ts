import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeCues, placeSlides } from '../../media-pipeline/place-speech.ts';
import { readScript } from '../../media-pipeline/read-script.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { speakLesson } from '../../media-pipeline/speak-lesson.server.ts';
import { takeVoice } from '../../media-pipeline/take-voice.server.ts';
import { openFolder, tinyMarkdown, tinyScript } from './tiny-lesson.ts';

let folder: Awaited<ReturnType<typeof openFolder>>;
beforeAll(async () => void (folder = await openFolder()));
afterAll(() => folder.remove());

const at = (time: string) => readScript(tinyMarkdown.replace('## 再记\n', `## 再记\n\n[at ${time}]\n`));

/** A recording: a tone, as a telephone would have taken it. */
async function record(name: string, seconds: number): Promise<string> {
  const file = join(folder.path, name);
  await runTool('ffmpeg', [
    '-y',
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    `sine=300:d=${seconds}`,
    '-ac',
    '2',
    file,
  ]);
  return file;
}

test('a slide with a time is shown then, with the synthetic voice after a silence', async () => {
  const script = at('0:20');
  expect(script.slides.map(({ atMs }) => atMs)).toEqual([null, 20_000]);
  const timeline = await speakLesson(script, folder.path);
  expect(timeline.slides[1]?.fromMs).toBe(20_000);
  expect(timeline.cues.at(-1)?.fromMs).toBeGreaterThanOrEqual(20_000);
  await expect(speakLesson(at('0:01'), folder.path)).rejects.toThrow(/第 2 页来得太早：前面要讲到 0:0\d。/);
});

test('a human voice is taken as it is: its length, slides at their times, subtitles within them', async () => {
  const timeline = await takeVoice(at('0:06'), await record('voice.m4a', 9), folder.path);
  expect(Math.abs(timeline.totalMs - 9_000)).toBeLessThan(300);
  expect(timeline.slides.map(({ fromMs }) => fromMs)).toEqual([0, 6_000]);
  for (const cue of timeline.cues) expect(cue.toMs).toBeLessThanOrEqual(timeline.totalMs);
  expect(timeline.cues.some(({ fromMs }) => fromMs >= 6_000)).toBe(true);
  const { stderr } = await runTool('ffmpeg', [
    ...['-hide_banner', '-nostats', '-i', join(folder.path, 'speech.m4a')],
    ...['-af', 'ebur128=framelog=verbose', '-f', 'null', '-'],
  ]);
  expect(Number(/I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1])).toBeCloseTo(-16, 0);
});

test('what is no recording, too short, or shorter than its slides say is refused in a sentence', async () => {
  const refuse = async (file: string, script = tinyScript) => takeVoice(script, file, folder.path);
  await expect(refuse('media-pipeline/sentences.yaml')).rejects.toThrow('录音文件读不出来。');
  await expect(refuse(await record('short.mp3', 2))).rejects.toThrow('录音太短。');
  await expect(refuse(await record('long.wav', 8), at('0:09'))).rejects.toThrow(/第 2 页的时间不对/);
});

test('slides ascend and cues stay within them, whatever the times', () => {
  const slides = fc.array(fc.option(fc.integer({ min: 1, max: 599 }), { nil: null }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(slides, (times) => {
      let last = 0;
      const [slide] = tinyScript.slides;
      if (!slide) return;
      const ascending = times.map((s) => (s !== null && s * 1000 > last ? (last = s * 1000) : null));
      const script = { ...tinyScript, slides: ascending.map((atMs) => ({ ...slide, atMs })) };
      const starts = placeSlides(script, 600_000);
      ascending.forEach((atMs, s) => s > 0 && atMs !== null && expect(starts[s]).toBe(atMs));
      starts.forEach((start, s) => expect(start).toBeGreaterThanOrEqual(starts[s - 1] ?? 0));
      const cues = placeCues(script, starts, 600_000);
      cues.forEach((cue, i) => expect(cue.fromMs).toBeGreaterThanOrEqual(cues[i - 1]?.toMs ?? 0));
      expect(cues.at(-1)?.toMs ?? 0).toBeLessThanOrEqual(600_000);
    }),
    { numRuns: 300 },
  );
});
