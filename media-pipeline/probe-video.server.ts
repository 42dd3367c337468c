import { sniffBytes, sniffContainer, type VideoContainer } from '../app/approval/sniff-container.ts';
import type { BlobStore } from '../app/platform/blobs.server.ts';
import type { ProbedVideo } from '../db/schema/version.ts';
import { chooseRate } from './choose-rate.ts';
import { inspectBoxes } from './inspect-boxes.server.ts';
import { PlainFailure } from './plain-failure.ts';
import { writeHeadProbe, writeTailProbe } from './probe-arguments.ts';
import { checkLength, readProbe, readTail, type VideoHead } from './read-probe.ts';
import { explainUpload, lookLimits, runConfined, unreadable } from './run-confined.server.ts';

/** What is known of an uploaded video before anything is decoded. */
export type SourceVideo = VideoHead & {
  /** From the first to the last packet of picture or sound. */
  durationMs: number;
  /** How much earlier than that the picture ends. */
  pictureShortMs: number;
  /** Of what is made from it. */
  framesPerS: number;
};

/** So much of its end may be missing from a file before it counts as cut off, s. */
const cutS = 1;
/** So far before its end reading begins, s. */
const tailS = 12;

/** Tells by content what lies in the store under `key`; null for what is not taken in. */
export async function sniffBlob(blobs: BlobStore, key: string): Promise<VideoContainer | null> {
  const size = (await blobs.sizeOf(key)) ?? 0;
  if (size === 0) return null;
  const stream = await blobs.open(key, { first: 0, last: Math.min(size, sniffBytes) - 1 });
  return stream && sniffContainer(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * Looks at an uploaded file, decoding nothing: its boxes, its head, its end. Errors: `PlainFailure` with one sentence
 * for everything that is not taken (H01–H03).
 */
export async function probeVideo(
  container: VideoContainer,
  path: string,
  dir: string,
  signal?: AbortSignal,
): Promise<SourceVideo> {
  if (container === 'mov') await inspectBoxes(path);
  const look = async (args: string[]) => {
    const { stdout } = await runConfined('ffprobe', args, dir, lookLimits, { signal }).catch(explainUpload);
    return stdout.toString('utf8');
  };
  const head = readProbe(container, await look(writeHeadProbe(container, path)));
  const endS = head.durationS === null ? null : head.startS + head.durationS;
  const fromS = endS === null ? null : Math.max(head.startS, endS - tailS);
  const ends = readTail(await look(writeTailProbe(container, path, fromS)));
  const pictureEndS = ends.get(head.video);
  const lastS = Math.max(pictureEndS ?? -Infinity, ends.get(head.audio) ?? -Infinity);
  if (!Number.isFinite(lastS) || lastS <= head.startS) throw unreadable();
  if (endS !== null && lastS < endS - cutS)
    throw new PlainFailure(
      '这个视频不完整，后面一段缺了。请重新导出后再上传。',
      'This video is incomplete; its end is missing. Please export it again.',
    );
  const durationMs = Math.round((lastS - head.startS) * 1000);
  checkLength(durationMs / 1000);
  return {
    ...head,
    durationMs,
    // A picture that ended before the part that was read ended at least so long ago.
    pictureShortMs: Math.round((lastS - (pictureEndS ?? fromS ?? lastS)) * 1000),
    framesPerS: chooseRate(head.averageRate, head.baseRate),
  };
}

/** What the record of the version keeps. */
export function describeVideo(source: SourceVideo): ProbedVideo {
  const { container, durationMs, width, height, videoCodec, audioCodec, audioChannels } = source;
  const framesPerS = Math.round((source.averageRate || source.baseRate) * 100) / 100;
  return { container, durationMs, width, height, framesPerS, videoCodec, audioCodec, audioChannels };
}
