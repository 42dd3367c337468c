import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import type { Rendition } from '../db/schema/catalogue.ts';
import type { Composed } from './compose.server.ts';
import { decodedRate, decodeSegments } from './decode-segments.server.ts';
import { decryptSegment, type PlainHashes } from './encrypt.server.ts';
import { inspectSegment } from './inspect-segment.ts';
import { frameMs, ladder } from './ladder.ts';
import { PlainFailure } from './plain-failure.ts';

export type Output = {
  videoVersionId: string;
  composed: Composed;
  plainHashes: PlainHashes;
  contentKey: Buffer;
  groupMs: number;
};
/** Every stretch this long must hold sound; the longest pause a script may ask for is 10 s. */
const soundEveryMs = 16_000;
/** −50 dBFS: below it nobody hears a word. */
const quietest = 104;

/**
 * Opens and decodes every segment that learners will get, from the blob store, with keys derived as for them.
 * Returns the renditions as measured. Errors: `PlainFailure` naming rendition and segment.
 */
export async function verifyOutput(
  blobs: BlobStore,
  output: Output,
  dir: string,
  on: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<Rendition[]> {
  const renditions: Rendition[] = [];
  const starts: number[][] = [];
  for (const [i, { name, segmentsMs }] of output.composed.entries()) {
    const rung = ladder.find((rung) => rung.name === name);
    if (!rung) throw new Error(`unknown rendition ${name}`);
    const refuse = (n: number, zh: string, en: string) =>
      new PlainFailure(`${name} 第 ${n} 段${zh}。`, `Segment ${n} of ${name} ${en}.`);
    const found = { pts: [] as number[], codec: '', bandwidth: 0 };
    const openAll = async function* () {
      for (let n = 0; n < segmentsMs.length; n++) {
        const plain = await openSegment(blobs, output, i, n, refuse);
        const start = inspectSegment(plain);
        if (!start) throw refuse(n, '不能单独播放', 'cannot be played by itself');
        found.pts.push(start.pts);
        found.codec = start.codec;
        found.bandwidth = Math.max(found.bandwidth, Math.ceil((plain.length * 8000) / (segmentsMs[n] ?? 1)));
        yield plain;
        on.onShare?.((i + (n + 1) / segmentsMs.length) / output.composed.length);
      }
    };
    const decoded = await decodeSegments(openAll(), join(dir, `${name}.pcm`), on.signal).catch(
      (error: Error) => {
        if (error instanceof PlainFailure || on.signal?.aborted) throw error;
        throw refuse(
          Math.max(0, found.pts.length - 1),
          `附近解不开：${error.message}`,
          `or one before it does not decode: ${error.message}`,
        );
      },
    );
    checkFrames(decoded.frames, segmentsMs, refuse);
    checkSound(decoded.samples, segmentsMs, refuse);
    starts.push(found.pts);
    const { width, height } = rung;
    renditions.push({
      name,
      bandwidth: found.bandwidth,
      width,
      height,
      codecs: `${found.codec},mp4a.40.2`,
      segmentsMs,
    });
  }
  checkAlignment(starts, output.composed);
  return renditions;
}

type Refuse = (n: number, zh: string, en: string) => PlainFailure;

async function openSegment(
  blobs: BlobStore,
  output: Output,
  i: number,
  n: number,
  refuse: Refuse,
): Promise<Buffer> {
  const { name, segmentsMs } = output.composed[i] ?? { name: '', segmentsMs: [] };
  const { contentKey, groupMs, videoVersionId } = output;
  const sealed = await blobs.get(`media/${videoVersionId}/${name}/${n}.ts`).catch(() => null);
  if (!sealed) throw refuse(n, '不见了', 'is missing');
  let plain: Buffer;
  try {
    plain = decryptSegment(sealed, { contentKey, rendition: name, segmentsMs, n, groupMs });
  } catch {
    throw refuse(n, '解不开密', 'does not decrypt');
  }
  if (createHash('sha256').update(plain).digest('hex') !== output.plainHashes[name]?.[n])
    throw refuse(n, '和做好时不一样', 'is not what was made');
  return plain;
}

/** Every segment holds exactly the pictures that its listed duration says, give or take one. */
function checkFrames(frames: number[], segmentsMs: number[], refuse: Refuse): void {
  let endMs = 0;
  let at = 0;
  segmentsMs.forEach((durationMs, n) => {
    endMs += durationMs;
    let held = 0;
    while (at < frames.length && ((frames[at] ?? 0) + 0.5) * frameMs < endMs) {
      at++;
      held++;
    }
    if (Math.abs(held * frameMs - durationMs) > frameMs)
      throw refuse(n, '时长和清单不符', `holds ${held * frameMs} ms, the list says ${durationMs} ms`);
  });
  if (frames.length - at > 1) throw refuse(segmentsMs.length - 1, '比清单长', 'is longer than the list says');
}

/** The sound reaches to the end and is never away for longer than a pause may be. */
function checkSound(samples: Int16Array, segmentsMs: number[], refuse: Refuse): void {
  const totalMs = segmentsMs.reduce((sum, ms) => sum + ms, 0);
  const soundMs = (samples.length * 1000) / decodedRate;
  if (Math.abs(soundMs - totalMs) > 2 * frameMs)
    throw refuse(segmentsMs.length - 1, '声音和画面不一样长', 'has sound and picture of different length');
  const window = (Math.min(soundEveryMs, totalMs) * decodedRate) / 1000;
  for (let from = 0; from + window <= samples.length + 1; from += window / 2) {
    let sum = 0;
    for (let i = from; i < from + window; i++) sum += (samples[Math.floor(i)] ?? 0) ** 2;
    if (Math.sqrt(sum / window) >= quietest) continue;
    const n = Math.floor((from * segmentsMs.length) / samples.length);
    throw refuse(n, '起没有声音', 'and those after it are silent');
  }
}

/** All renditions start every segment at the same moment, so that a player may change between them anywhere. */
function checkAlignment(starts: number[][], composed: Composed): void {
  const first = composed[0]?.segmentsMs ?? [];
  composed.forEach(({ name, segmentsMs }, i) => {
    const same = segmentsMs.length === first.length && segmentsMs.every((ms, n) => ms === first[n]);
    const n = (starts[i] ?? []).findIndex((pts, n) => Math.abs(pts - (starts[0]?.[n] ?? 0)) > 90);
    if (!same || n >= 0)
      throw new PlainFailure(
        `${name} 和其他清晰度没有对齐。`,
        `${name} is not aligned with the other renditions.`,
      );
  });
}
