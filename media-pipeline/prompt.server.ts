import { findLoudnessFilter, rawInput } from './loudness.server.ts';
import { bytesOf, joinPcm, samplesOf, type Pcm } from './pcm.ts';
import { runTool } from './run-tool.server.ts';
import { splitBreaths, splitSentences } from './split-sentences.ts';
import { speak, voices } from './voice.server.ts';

const pauses = { startMs: 150, breathMs: 260, sentenceMs: 450, endMs: 250 };
/** MP3, mono, 32 kbit/s, nothing but sound frames. */
const encoding = [
  '-ar',
  '22050',
  '-ac',
  '1',
  '-c:a',
  'libmp3lame',
  '-b:a',
  '32k',
  '-write_xing',
  '0',
  '-id3v2_version',
  '0',
];
/** What makes the same text sound different; part of the hash of everything prompted. */
export const promptVoice = JSON.stringify({ voice: voices.prompt, pauses, encoding });

const sample = '请听一听，点对的图。您学过的都记着。';
let levelling: Promise<string> | undefined;

/** The voice is always equally loud, so it is measured once a process and not for every word. */
function levelVoice(): Promise<string> {
  levelling ??= speak(sample, voices.prompt).then((pcm) => findLoudnessFilter(pcm));
  levelling.catch(() => (levelling = undefined));
  return levelling;
}

/** Speaks a prompt slowly, as MP3. The phone's amplifier wakes during the first silence. */
export async function speakPrompt(text: string, signal?: AbortSignal): Promise<Buffer> {
  const parts: (Pcm | number)[] = [samplesOf(pauses.startMs)];
  for (const [s, sentence] of splitSentences(text).entries())
    for (const [b, breath] of splitBreaths(sentence).entries()) {
      if (s + b > 0) parts.push(samplesOf(b === 0 ? pauses.sentenceMs : pauses.breathMs));
      parts.push(await speak(breath, voices.prompt, signal));
    }
  parts.push(samplesOf(pauses.endMs));
  const pcm = joinPcm(parts);
  const { stdout } = await runTool(
    'ffmpeg',
    [
      '-hide_banner',
      '-v',
      'error',
      ...rawInput,
      '-af',
      await levelVoice(),
      ...encoding,
      '-f',
      'mp3',
      'pipe:1',
    ],
    { input: bytesOf(pcm), signal },
  );
  return stdout;
}
