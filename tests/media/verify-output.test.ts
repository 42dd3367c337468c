import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBlobStore, type BlobStore } from '../../app/platform/blobs.server.ts';
import { composeLesson } from '../../media-pipeline/compose.server.ts';
import { drawSlides } from '../../media-pipeline/draw-slides.server.ts';
import { decryptSegment, encryptSegments, encryptSegment } from '../../media-pipeline/encrypt.server.ts';
import { framesPerS } from '../../media-pipeline/ladder.ts';
import { PlainFailure } from '../../media-pipeline/plain-failure.ts';
import { runTool } from '../../media-pipeline/run-tool.server.ts';
import { speakLesson, type Timeline } from '../../media-pipeline/speak-lesson.server.ts';
import { verifyOutput, type Output } from '../../media-pipeline/verify-output.server.ts';
import { openFolder, tinyScript } from './tiny-lesson.ts';

let folder: Awaited<ReturnType<typeof openFolder>>;
let blobs: BlobStore;
let output: Output;
let good: Map<string, Buffer>;
let timeline: Timeline;

const key = (name: string, n: number) => `media/tiny/${name}/${n}.ts`;
const verify = () => verifyOutput(blobs, output, folder.path);
const placeOf = (name: string, n: number) => ({
  contentKey: output.contentKey,
  rendition: name,
  segmentsMs: output.composed[0]?.segmentsMs ?? [],
  n,
  groupMs: output.groupMs,
});

beforeAll(async () => {
  folder = await openFolder();
  blobs = openBlobStore(folder.path);
  const drawings = new Map([['cup', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>']]);
  const [slides, speech, segments] = ['slides', 'speech', 'segments'].map((name) => join(folder.path, name));
  if (!slides || !speech || !segments) throw new Error('no folders');
  for (const dir of [slides, speech, segments]) await mkdir(dir);
  await drawSlides(tinyScript, drawings, slides);
  timeline = await speakLesson(tinyScript, speech);
  const composed = await composeLesson(timeline, slides, join(speech, 'speech.m4a'), segments);
  const contentKey = randomBytes(32);
  const plainHashes = await encryptSegments(blobs, 'tiny', composed, segments, contentKey, 30_000);
  const source = { framesPerS, durationMs: timeline.totalMs };
  output = { videoVersionId: 'tiny', composed, plainHashes, contentKey, groupMs: 30_000, ...source };
  good = new Map();
  for (const { name, segmentsMs } of composed)
    for (let n = 0; n < segmentsMs.length; n++) good.set(key(name, n), await blobs.get(key(name, n)));
});
afterAll(() => folder.remove());
beforeEach(async () => {
  for (const [path, bytes] of good) await blobs.put(path, bytes);
});

/** Replaces a segment by other plain bytes, encrypted as they should be and with the hash to match. */
async function forge(
  name: string,
  n: number,
  change: (plain: Buffer) => Buffer | Promise<Buffer>,
): Promise<Output> {
  const plain = await change(decryptSegment(await blobs.get(key(name, n)), placeOf(name, n)));
  await blobs.put(key(name, n), encryptSegment(plain, placeOf(name, n)));
  const hash = createHash('sha256').update(plain).digest('hex');
  return {
    ...output,
    plainHashes: { ...output.plainHashes, [name]: (output.plainHashes[name] ?? []).with(n, hash) },
  };
}

test('what was made is found good, and measured', async () => {
  const { renditions, flags } = await verify();
  expect(flags).toEqual([]);
  expect(renditions.map(({ name, width, height, codecs }) => [name, width, height, codecs])).toEqual([
    ['240p', 426, 240, 'avc1.42c01e,mp4a.40.2'],
    ['360p', 640, 360, 'avc1.42c01e,mp4a.40.2'],
    ['720p', 1280, 720, 'avc1.4d401f,mp4a.40.2'],
  ]);
  for (const { segmentsMs } of renditions) {
    expect(segmentsMs).toEqual(renditions[0]?.segmentsMs);
    expect(segmentsMs.slice(0, -1).every((ms) => ms === 4_000)).toBe(true);
  }
  for (const { name, bandwidth } of renditions) {
    expect(bandwidth).toBeGreaterThan(64_000);
    expect(bandwidth, name).toBeLessThan(800_000);
  }
});

test('one flipped byte anywhere in a segment is found and the segment is named', async () => {
  for (const share of [0, 0.37, 0.999]) {
    const bytes = Buffer.from(good.get(key('360p', 1)) ?? []);
    const at = Math.floor(bytes.length * share);
    bytes[at] = (bytes[at] ?? 0) ^ 0x04;
    await blobs.put(key('360p', 1), bytes);
    await expect(verify()).rejects.toThrow(PlainFailure);
    await expect(verify()).rejects.toThrow(/Segment 1 of 360p (is not what was made|does not decrypt)/);
  }
});

test('a truncated segment is found', async () => {
  const bytes = good.get(key('240p', 0)) ?? Buffer.alloc(0);
  await blobs.put(key('240p', 0), bytes.subarray(0, bytes.length - 16));
  await expect(verify()).rejects.toThrow(/Segment 0 of 240p does not decrypt/);
  await blobs.put(key('240p', 0), bytes.subarray(0, bytes.length - 7));
  await expect(verify()).rejects.toThrow(/Segment 0 of 240p does not decrypt/);
});

test('a missing segment and two exchanged segments are found', async () => {
  await blobs.remove(key('720p', 2));
  await expect(verify()).rejects.toThrow(/Segment 2 of 720p is missing/);
  await blobs.put(key('720p', 2), good.get(key('720p', 1)) ?? Buffer.alloc(0));
  await expect(verify()).rejects.toThrow(/Segment 2 of 720p (does not decrypt|is not what was made)/);
});

test('a segment that was made badly is found by decoding it, even if its hash agrees', async () => {
  const cut = await forge('240p', 1, (plain) => plain.subarray(0, 188 * Math.floor(plain.length / 188 / 2)));
  await expect(verifyOutput(blobs, cut, folder.path)).rejects.toThrow(/does not decode/);
  await blobs.put(key('240p', 1), good.get(key('240p', 1)) ?? Buffer.alloc(0));
  const headless = await forge('240p', 1, (plain) => plain.subarray(188 * 4));
  await expect(verifyOutput(blobs, headless, folder.path)).rejects.toThrow(
    /Segment 1 of 240p cannot be played by itself/,
  );
});

test('silence is shown to the reviewer, and the rest is measured', async () => {
  const [slides, silence] = ['slides', 'silence'].map((name) => join(folder.path, name));
  if (!slides || !silence) throw new Error('no folders');
  await mkdir(silence);
  const m4a = join(silence, 'speech.m4a');
  const long = { ...timeline, totalMs: 24_000 };
  const silent = ['-f', 'lavfi', '-i', 'anullsrc=r=44100:cl=mono', '-t', '24'];
  await runTool('ffmpeg', ['-v', 'error', ...silent, m4a]);
  const composed = await composeLesson(long, slides, m4a, silence);
  const { contentKey, groupMs } = output;
  const plainHashes = await encryptSegments(blobs, 'silent', composed, silence, contentKey, groupMs);
  const made = { ...output, videoVersionId: 'silent', composed, plainHashes, durationMs: long.totalMs };
  const { flags } = await verifyOutput(blobs, made, folder.path);
  expect(flags).toEqual([{ kind: 'silent', fromMs: 0, toMs: 24_000 }]);
});

test('another length than the source, and sound that differs between renditions, are found', async () => {
  const late = { ...output, durationMs: output.durationMs + 400 };
  await expect(verifyOutput(blobs, late, folder.path)).rejects.toThrow(
    /ends at another time than its source/,
  );
  const deaf = await forge('360p', 1, async (plain) => {
    const args = [
      '-v',
      'error',
      '-f',
      'mpegts',
      '-i',
      'pipe:0',
      '-c:v',
      'copy',
      '-af',
      'volume=0',
      '-copyts',
    ];
    const out = ['-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts', 'pipe:1'];
    return (await runTool('ffmpeg', [...args, ...out], { input: plain })).stdout;
  });
  await expect(verifyOutput(blobs, deaf, folder.path)).rejects.toThrow(
    /sound unlike the other renditions|does not decode/,
  );
});
