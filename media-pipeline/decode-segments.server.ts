import { readFile } from 'node:fs/promises';
import { runTool } from './run-tool.server.ts';

/** What came out of the decoder. */
export type Decoded = {
  /** Number of each picture counted from the first, in frames; without gaps it is 0, 1, 2 … */
  frames: number[];
  /** Mono 16-bit samples at 8 kHz. */
  samples: Int16Array;
};
export const decodedRate = 8_000;

/** Decodes whole segments, one after another, as a player does. Errors: what ffmpeg found wrong. */
export async function decodeSegments(
  segments: AsyncIterable<Buffer>,
  pcmFile: string,
  signal?: AbortSignal,
): Promise<Decoded> {
  const args = [
    ...[
      '-hide_banner',
      '-nostats',
      '-y',
      '-v',
      'error',
      '-xerror',
      '-err_detect',
      'explode',
      '-f',
      'mpegts',
      '-i',
      'pipe:0',
    ],
    ...['-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framecrc', 'pipe:1'],
    ...['-map', '0:a', '-ac', '1', '-ar', `${decodedRate}`, '-f', 's16le', pcmFile],
  ];
  const { stdout, stderr } = await runTool('ffmpeg', args, { input: segments, signal });
  if (stderr.trim() !== '') throw new Error(stderr.trim().split('\n')[0]);
  const stamps = stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('0,'))
    .map((line) => Number(line.split(',')[2]));
  const first = stamps[0] ?? 0;
  const pcm = await readFile(pcmFile);
  return {
    frames: stamps.map((stamp) => stamp - first),
    samples: new Int16Array(new Uint8Array(pcm).buffer),
  };
}
