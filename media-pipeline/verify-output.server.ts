import { createHash } from 'node:crypto';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import type { Rendition, VersionFlag } from '../db/schema/version.ts';
import { decodeSegments, type Decoded } from './decode-segments.server.ts';
import { decryptSegment, type PlainHashes } from './encrypt.server.ts';
import { findFlags } from './find-flags.ts';
import { inspectSegment } from './inspect-segment.ts';
import type { Composed } from './list-segments.server.ts';
import { PlainFailure } from './plain-failure.ts';

export type Output = {
  videoVersionId: string;
  composed: Composed;
  plainHashes: PlainHashes;
  contentKey: Buffer;
  groupMs: number;
  framesPerS: number;
  /** Of what it was made from. */
  durationMs: number;
};
/** What is shown may be longer or shorter than its source by so much, ms. */
const toleranceMs = 100;
/** An encoder of sound works in frames of 21 to 23 ms, and begins one early. */
const soundToleranceMs = 200;

/**
 * Opens and decodes every segment that learners will get, from the blob store, with keys derived as for them.
 * Returns the renditions as measured, and what a reviewer has to look at. Errors: `PlainFailure` naming rendition and
 * segment.
 */
export async function verifyOutput(
  blobs: BlobStore,
  output: Output,
  dir: string,
  on: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<{ renditions: Rendition[]; flags: VersionFlag[] }> {
  const renditions: Rendition[] = [];
  const starts: number[][] = [];
  let first: Decoded | null = null;
  const { durationMs } = output;
  const frameMs = 1000 / output.framesPerS;
  for (const [i, { name, width, height, segmentsMs }] of output.composed.entries()) {
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
    const decoded = await decodeSegments(openAll(), dir, {
      ...{ durationMs, isFirst: i === 0, signal: on.signal },
    }).catch((error: Error) => {
      if (error instanceof PlainFailure || on.signal?.aborted) throw error;
      throw refuse(
        Math.max(0, found.pts.length - 1),
        `附近解不开：${error.message}`,
        `or one before it does not decode: ${error.message}`,
      );
    });
    first ??= decoded;
    checkFrames(decoded.picturesMs, segmentsMs, frameMs, refuse);
    if (Math.abs(decoded.picturesMs.length * frameMs - durationMs) > Math.max(toleranceMs, frameMs))
      throw refuse(
        segmentsMs.length - 1,
        '结束时和原来的视频不一样长',
        'ends at another time than its source',
      );
    if (decoded.soundPackets !== first.soundPackets)
      throw refuse(0, '起的声音和其他清晰度不一样', 'and those after it sound unlike the other renditions');
    starts.push(found.pts);
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
  const heard = first?.heard;
  if (!heard || Math.abs(heard.soundMs - durationMs) > soundToleranceMs)
    throw new PlainFailure('声音和画面不一样长。', 'Sound and picture are of different length.');
  return { renditions, flags: findFlags(heard, durationMs) };
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
function checkFrames(picturesMs: number[], segmentsMs: number[], frameMs: number, refuse: Refuse): void {
  let endMs = 0;
  let at = 0;
  segmentsMs.forEach((durationMs, n) => {
    endMs += durationMs;
    let held = 0;
    while (at < picturesMs.length && (picturesMs[at] ?? 0) + frameMs / 2 < endMs) {
      at++;
      held++;
    }
    if (Math.abs(held * frameMs - durationMs) > frameMs + 1)
      throw refuse(
        n,
        '时长和清单不符',
        `holds ${Math.round(held * frameMs)} ms, the list says ${durationMs} ms`,
      );
  });
  if (picturesMs.length - at > 1)
    throw refuse(segmentsMs.length - 1, '比清单长', 'is longer than the list says');
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
