import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runConfined, workLimits } from './run-confined.server.ts';

/** What came out of the decoder. */
export type Decoded = {
  /** When each picture is shown, ms from the first. */
  picturesMs: number[];
  /** Of every packet of sound its size and checksum: what is the same here sounds the same. */
  soundPackets: string;
  /** Of the first rendition only: how it sounds and where it is dark. */
  heard: Heard | null;
};
export type Heard = {
  soundMs: number;
  /** Loudness of each second, the last one shorter: root mean square of 16-bit samples. */
  levels: number[];
  /** Where darkness begins and ends, ms; one that lasts to the end has no end. */
  blacks: { fromMs: number; toMs: number | null }[];
};

const rate = 8_000;
const second = rate * 2;

/**
 * Decodes whole segments, one after another, as a player does; the picture's deblocking is left out, which costs a third
 * and finds nothing. `isFirst`: also hears the sound and looks for darkness. Errors: what ffmpeg found wrong.
 */
export async function decodeSegments(
  segments: AsyncIterable<Buffer>,
  dir: string,
  options: { durationMs: number; isFirst: boolean; signal?: AbortSignal },
): Promise<Decoded> {
  const { durationMs, isFirst, signal } = options;
  const args = [
    ...['-hide_banner', '-nostats', '-y', '-v', 'error', '-xerror', '-err_detect', 'explode'],
    ...[
      '-threads',
      '1',
      '-skip_loop_filter',
      'all',
      '-protocol_whitelist',
      'pipe',
      '-f',
      'mpegts',
      '-i',
      'pipe:0',
    ],
    ...(isFirst ? ['-vf', 'blackdetect=d=1,metadata=mode=print:file=blacks.txt'] : []),
    // Pictures are counted, not copied.
    ...['-map', '0:v', '-c:v', 'wrapped_avframe', '-fps_mode', 'passthrough', '-f', 'framecrc', 'pipe:1'],
    ...['-map', '0:a', '-c:a', 'copy', '-f', 'framecrc', 'packets.txt'],
    ...(isFirst ? ['-map', '0:a', '-ac', '1', '-ar', `${rate}`, '-f', 's16le', 'sound.pcm'] : []),
  ];
  const limits = workLimits(durationMs);
  const { stdout, stderr } = await runConfined('ffmpeg', args, dir, limits, { input: segments, signal });
  if (stderr.trim() !== '') throw new Error(stderr.trim().split('\n')[0]);
  const packets = await readFile(join(dir, 'packets.txt'), 'utf8');
  return {
    picturesMs: readPictures(stdout.toString('utf8')),
    soundPackets: packets.replace(/^(?:#.*|0,\s*-?\d+,\s*-?\d+,\s*\d+,)/gm, ''),
    heard: isFirst ? await hear(dir) : null,
  };
}

/** The times of a framecrc list, ms from the first. */
function readPictures(list: string): number[] {
  const [, over = '0', under = '1'] = /^#tb 0: (\d+)\/(\d+)/m.exec(list) ?? [];
  const tickMs = (Number(over) * 1000) / Number(under);
  const stamps = Array.from(list.matchAll(/^0,\s*-?\d+,\s*(-?\d+)/gm), ([, pts]) => Number(pts) * tickMs);
  return stamps.map((stamp) => stamp - (stamps[0] ?? 0));
}

async function hear(dir: string): Promise<Heard> {
  const levels: number[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(join(dir, 'sound.pcm'), { highWaterMark: second }))
    for (let at = 0; at + 1 < (chunk as Buffer).length; at += 2, bytes += 2) {
      const n = Math.floor(bytes / second);
      levels[n] = (levels[n] ?? 0) + (chunk as Buffer).readInt16LE(at) ** 2;
    }
  const roots = levels.map((sum, n) => Math.sqrt(sum / Math.min(rate, bytes / 2 - n * rate)));
  const blacks: Heard['blacks'] = [];
  const dark = await readFile(join(dir, 'blacks.txt'), 'utf8');
  const first = Number(/^frame:0 .*pts_time:(\S+)/m.exec(dark)?.[1] ?? 0);
  for (const [, edge, at] of dark.matchAll(/^lavfi\.black_(start|end)=(\S+)/gm)) {
    const ms = Math.max(0, Math.round((Number(at) - first) * 1000));
    const open = blacks.at(-1);
    if (edge === 'start') blacks.push({ fromMs: ms, toMs: null });
    else if (open) open.toMs = ms;
  }
  return { soundMs: bytes / 16, levels: roots, blacks };
}
