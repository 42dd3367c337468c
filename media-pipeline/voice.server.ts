import { readWav, trimSilence, type Pcm } from './pcm.ts';
import { readAloud } from './read-aloud.ts';
import { runTool } from './run-tool.server.ts';

/** How the voice speaks; part of the hash of everything it says. */
export const voices = {
  lesson: { speed: 156, pitch: 46, gapMs: 10 },
  prompt: { speed: 122, pitch: 48, gapMs: 20 },
} as const;
export type Voice = (typeof voices)[keyof typeof voices];

/** Speaks one text (whole clauses) in Mandarin; silence at both ends is cut. */
export async function speak(text: string, voice: Voice, signal?: AbortSignal): Promise<Pcm> {
  const args = [
    '-v',
    'cmn-latn-pinyin',
    '-s',
    `${voice.speed}`,
    '-p',
    `${voice.pitch}`,
    '-g',
    `${voice.gapMs / 10}`,
  ];
  const { stdout } = await runTool('espeak-ng', [...args, '--stdin', '--stdout'], {
    input: Buffer.from(readAloud(text)),
    signal,
  });
  const pcm = trimSilence(readWav(stdout));
  if (pcm.length === 0) throw new Error(`nothing was spoken for: ${text}`);
  return pcm;
}
