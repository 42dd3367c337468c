import { findLoudnessFilter, rawInput } from './loudness.server.ts';
import { bytesOf, joinPcm, samplesOf, type Pcm } from './pcm.ts';
import { runTool } from './run-tool.server.ts';
import { splitBreaths, splitSentences } from './split-sentences.ts';
import { samplesAFrame, splitFrames } from './split-mp3.ts';
import { speak, voices } from './voice.server.ts';

const pauses = { startMs: 200, breathMs: 260, sentenceMs: 450, endMs: 250 };
/** MP3, mono, 32 kbit/s: frames that need no other frame, so that many prompts can be encoded in one run. */
const encoding =
  '-ar 22050 -ac 1 -c:a libmp3lame -b:a 32k -reservoir 0 -write_xing 0 -id3v2_version 0 -f mp3 pipe:1';
/** The encoder's first frame holds nothing yet. */
const framesLate = 1;
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

/** Speaks prompts slowly; one MP3 each, in the same order. */
export async function speakPrompts(texts: string[], signal?: AbortSignal): Promise<Buffer[]> {
  if (texts.length === 0) return [];
  const spoken: Pcm[] = [];
  for (const text of texts) spoken.push(await speakSlowly(text, signal));
  const args = [
    '-hide_banner',
    '-v',
    'error',
    ...rawInput,
    '-af',
    await levelVoice(),
    ...encoding.split(' '),
  ];
  const { stdout } = await runTool('ffmpeg', args, { input: bytesOf(joinPcm(spoken)), signal });
  const frames = splitFrames(stdout);
  let at = framesLate;
  return spoken.map((pcm) => Buffer.concat(frames.slice(at, (at += pcm.length / samplesAFrame))));
}

/** One prompt, a whole number of frames long. The phone's amplifier wakes during the first silence. */
async function speakSlowly(text: string, signal?: AbortSignal): Promise<Pcm> {
  const parts: (Pcm | number)[] = [samplesOf(pauses.startMs)];
  for (const [s, sentence] of splitSentences(text).entries())
    for (const [b, breath] of splitBreaths(sentence).entries()) {
      if (s + b > 0) parts.push(samplesOf(b === 0 ? pauses.sentenceMs : pauses.breathMs));
      parts.push(await speak(breath, voices.prompt, signal));
    }
  parts.push(samplesOf(pauses.endMs));
  const length = parts.reduce<number>(
    (sum, part) => sum + (typeof part === 'number' ? part : part.length),
    0,
  );
  return joinPcm([...parts, (samplesAFrame - (length % samplesAFrame)) % samplesAFrame]);
}
