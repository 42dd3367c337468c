import { z } from 'zod';
import type { VideoContainer } from '../app/approval/sniff-container.ts';
import { PlainFailure } from './plain-failure.ts';
import { sideMax } from './probe-arguments.ts';

const durationMaxS = 4 * 3600;
/** Below this nobody sees anything, px. */
const sideMin = 64;

const time = z.coerce.number().optional().catch(undefined);
const probeShape = z.object({
  streams: z.array(
    z.object({
      index: z.number(),
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
      sample_aspect_ratio: z.string().optional(),
      avg_frame_rate: z.string().optional(),
      r_frame_rate: z.string().optional(),
      channels: z.number().optional(),
      field_order: z.string().optional(),
      color_transfer: z.string().optional(),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
      disposition: z.object({ attached_pic: z.number() }).optional(),
    }),
  ),
  format: z.object({ start_time: time, duration: time }).prefault({}),
});
type Stream = z.infer<typeof probeShape>['streams'][number];

/** An uploaded video as its head describes it. */
export type VideoHead = {
  container: VideoContainer;
  startS: number;
  /** What the head claims; null: it says nothing. */
  durationS: number | null;
  /** Numbers of the streams that are used. */
  video: number;
  audio: number;
  /** Pixels as shown: square, rotation applied. */
  width: number;
  height: number;
  /** Average and base rate, frames a second; 0: unknown. */
  averageRate: number;
  baseRate: number;
  isInterlaced: boolean;
  /** Of a phone that records more brightness than a plain screen shows. */
  isHdr: boolean;
  videoCodec: string;
  audioCodec: string;
  audioChannels: number;
};

/** Reads what ffprobe says of a file. Errors: `PlainFailure` naming what cannot be taken (H03). */
export function readProbe(container: VideoContainer, json: string): VideoHead {
  const parsed = probeShape.safeParse(parseJson(json));
  if (!parsed.success) throw new PlainFailure('这个视频读不出来。', 'This video cannot be read.');
  const { streams, format } = parsed.data;
  const video = streams.find((s) => s.codec_type === 'video' && !s.disposition?.attached_pic);
  const audio = streams.find((s) => s.codec_type === 'audio' && (s.channels ?? 0) > 0);
  if (!video) throw new PlainFailure('这个文件里没有画面。', 'There is no picture in this file.');
  if (!audio) throw new PlainFailure('这个视频没有声音。', 'This video has no sound.');
  if (!video.width || !video.height)
    throw new PlainFailure(
      `这个视频的画面读不出来，可能坏了，或超过 ${sideMax} 像素。`,
      `The picture of this video cannot be read; it may be damaged or exceed ${sideMax} pixels.`,
    );
  const { width, height } = readSize(video);
  if (Math.max(width, height, video.width, video.height) > sideMax)
    throw new PlainFailure(`画面最宽最高 ${sideMax} 像素。`, `A side may be ${sideMax} pixels at most.`);
  if (Math.min(width, height) < sideMin)
    throw new PlainFailure(`画面至少 ${sideMin} 像素。`, `A side must be ${sideMin} pixels at least.`);
  checkLength(format.duration ?? null);
  return {
    ...{ container, startS: format.start_time ?? 0, durationS: format.duration ?? null },
    ...{ video: video.index, audio: audio.index, width, height },
    averageRate: readRatio(video.avg_frame_rate),
    baseRate: readRatio(video.r_frame_rate),
    isInterlaced: ['tt', 'bb', 'tb', 'bt'].includes(video.field_order ?? ''),
    isHdr: ['smpte2084', 'arib-std-b67'].includes(video.color_transfer ?? ''),
    videoCodec: video.codec_name ?? 'unknown',
    audioCodec: audio.codec_name ?? 'unknown',
    audioChannels: audio.channels ?? 1,
  };
}

/** Refuses what is longer than a lesson may be, and what is next to nothing. */
export function checkLength(durationS: number | null): void {
  if (durationS !== null && durationS > durationMaxS)
    throw new PlainFailure('视频最长 4 小时。', 'A video may last 4 hours at most.');
  if (durationS !== null && durationS < 1)
    throw new PlainFailure('视频不到 1 秒。', 'This video lasts less than a second.');
}

/** When the last packet of each stream ends, s; empty without packets. */
export function readTail(csv: string): Map<number, number> {
  const ends = new Map<number, number>();
  for (const line of csv.split('\n')) {
    const [index, pts, duration] = line.split(',').map(Number);
    if (index === undefined || !Number.isFinite(pts)) continue;
    const end = (pts ?? 0) + (Number.isFinite(duration) ? (duration ?? 0) : 0);
    ends.set(index, Math.max(ends.get(index) ?? -Infinity, end));
  }
  return ends;
}

/** The size as it is shown. */
function readSize(stream: Stream): { width: number; height: number } {
  const aspect = readRatio(stream.sample_aspect_ratio?.replace(':', '/')) || 1;
  const across = Math.round((stream.width ?? 0) * aspect);
  const up = stream.height ?? 0;
  const rotation = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return Math.abs(rotation) % 180 === 90 ? { width: up, height: across } : { width: across, height: up };
}

/** `30000/1001` → 29.97; 0 for what is no ratio. */
function readRatio(ratio: string | undefined): number {
  const [over = 0, under = 0] = (ratio ?? '').split('/').map(Number);
  return over > 0 && under > 0 ? over / under : 0;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
