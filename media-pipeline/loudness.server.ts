import { bytesOf, joinPcm, sampleRate, type Pcm } from './pcm.ts';
import { runTool } from './run-tool.server.ts';

/** Loudness of everything that is heard, LUFS: loud enough for a phone's own speaker. */
const targetLufs = -16;
/** A recording is not made louder than by this: beyond it there is nothing but hiss, dB. */
const gainMaxDb = 20;
/** Below this the meter heard nothing, LUFS. */
const silentLufs = -60;
/** The tone of the voice: no rumble, less of espeak's hard edge. */
const tone = 'highpass=f=90,equalizer=f=3300:t=q:w=1.2:g=-3,lowpass=f=8500';
export const rawInput = ['-f', 's16le', '-ar', `${sampleRate}`, '-ac', '1', '-i', 'pipe:0'];

/** The filter that brings this speech to the target loudness, peaks held under −1.5 dB (EBU R 128). */
export async function findLoudnessFilter(pcm: Pcm, signal?: AbortSignal): Promise<string> {
  // The meter needs 3 s; a short prompt is measured over its repetitions.
  const times = Math.max(1, Math.ceil((4 * sampleRate) / pcm.length));
  const measured = joinPcm(Array.from({ length: times }, () => pcm));
  const { stderr } = await runTool(
    'ffmpeg',
    ['-hide_banner', '-nostats', ...rawInput, '-af', `${tone},ebur128=framelog=verbose`, '-f', 'null', '-'],
    { input: bytesOf(measured), signal },
  );
  const lufs = readLoudness(stderr);
  if (lufs === null) throw new Error('the speech is silent');
  return `${tone},${findGain(lufs)}`;
}

/** What ebur128 measured over all, LUFS; null when it heard nothing. */
export function readLoudness(stderr: string): number | null {
  const lufs = Number(/I:\s+(-?\d+(?:\.\d+)?) LUFS/.exec(stderr)?.[1]);
  return Number.isFinite(lufs) && lufs >= silentLufs ? lufs : null;
}

/** The same gain for all of it, and a limiter; silence stays as it is. */
export function findGain(lufs: number | null): string {
  const gainDb = lufs === null ? 0 : Math.min(gainMaxDb, targetLufs - lufs);
  return `volume=${gainDb.toFixed(2)}dB,alimiter=limit=0.84:attack=2:release=60:level=0`;
}
