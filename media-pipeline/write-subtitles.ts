import { breakLines } from './split-sentences.ts';

/** One stretch of speech: when it starts and ends (ms) and what is said. */
export type Cue = { fromMs: number; toMs: number; text: string };

/** The subtitles as WebVTT: at most two lines a cue, at most 20 characters a line, closing commas and stops left out. */
export function writeSubtitles(cues: Cue[]): string {
  const blocks = cues.flatMap(splitCue).map(({ fromMs, toMs, lines }, i) => {
    return `${i + 1}\n${writeTime(fromMs)} --> ${writeTime(toMs)}\n${lines.join('\n')}\n`;
  });
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

/** A breath of more than two lines becomes several cues that share its time by their length. */
function splitCue(cue: Cue): { fromMs: number; toMs: number; lines: string[] }[] {
  const lines = breakLines(cue.text.replace(/[，。；：、]+$/u, ''));
  const total = lines.join('').length;
  const parts: { fromMs: number; toMs: number; lines: string[] }[] = [];
  let said = 0;
  for (let i = 0; i < lines.length; i += 2) {
    const pair = lines.slice(i, i + 2);
    const at = (length: number) => Math.round(cue.fromMs + ((cue.toMs - cue.fromMs) * length) / total);
    const fromMs = at(said);
    said += pair.join('').length;
    parts.push({ fromMs, toMs: at(said), lines: pair });
  }
  return parts;
}

/** `HH:MM:SS.mmm`. */
function writeTime(ms: number): string {
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, '0');
  const rest = `${ms % 1000}`.padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
}
