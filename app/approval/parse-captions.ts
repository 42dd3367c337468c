/** One caption: when it is shown, ms, and its lines of plain text. */
export type CaptionCue = { fromMs: number; toMs: number; lines: string[] };
/** Captions as they were read, or the line (from 1) that cannot be. */
export type ParsedCaptions = { ok: true; cues: CaptionCue[] } | { ok: false; line: number };

/** The largest file, bytes, and the most captions in it. */
export const captionsBytesMax = 1024 * 1024;
const cuesMax = 6_000;
/** A longer line is no caption. */
const lineMax = 200;
/** Rounding of who timed the captions: this much after the end is cut off, more is a mistake. */
const slackMs = 1_000;

const time = String.raw`(?:(\d{1,2}):)?([0-5]\d):([0-5]\d)[.,](\d{3})`;
const timing = new RegExp(String.raw`^\s*${time}\s*-->\s*${time}(?:\s.*)?$`);

/** Text from bytes as editors in China save it: UTF-8, UTF-16 with its mark, or GB 18030; null: none of these. */
export function decodeText(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  const names = a === 0xff && b === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const name of names) {
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      continue;
    }
  }
  return null;
}

/** Reads WebVTT or SRT. Tags, styles and settings are dropped: what is kept is times and text (H06). */
export function parseCaptions(text: string): ParsedCaptions {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const cues: CaptionCue[] = [];
  let isBlock = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') {
      isBlock = false;
      continue;
    }
    const found = timing.exec(line);
    if (!found) {
      // A head, a note, a style, or the number of a cue; anything with an arrow was meant to be a time.
      const isKnown = /^(WEBVTT|NOTE|STYLE|REGION|X-TIMESTAMP-MAP)\b/.test(line);
      if (line.includes('-->')) return { ok: false, line: i + 1 };
      const isName = timing.test(lines[i + 1] ?? '');
      if (!isBlock && !isKnown && !isName) return { ok: false, line: i + 1 };
      isBlock = isBlock || isKnown;
      continue;
    }
    const [fromMs, toMs] = [readMs(found.slice(1, 5)), readMs(found.slice(5, 9))];
    if (toMs <= fromMs || cues.length >= cuesMax) return { ok: false, line: i + 1 };
    const said: string[] = [];
    while ((lines[i + 1] ?? '').trim() !== '') {
      i += 1;
      if (timing.test(lines[i] ?? '')) return { ok: false, line: i + 1 };
      const plain = cleanLine(lines[i] ?? '');
      if (Array.from(plain).length > lineMax) return { ok: false, line: i + 1 };
      if (plain) said.push(plain);
    }
    if (said.length > 0) cues.push({ fromMs, toMs, lines: said });
  }
  return cues.length > 0
    ? { ok: true, cues: cues.sort((a, b) => a.fromMs - b.fromMs) }
    : { ok: false, line: 1 };
}

function readMs([hours, minutes, seconds, ms]: (string | undefined)[]): number {
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms);
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  quot: '"',
  lrm: '',
  rlm: '',
};

/** A line as it is read by eyes: no tags, no entities, nothing invisible. */
function cleanLine(line: string): string {
  return line
    .replace(/\{\\[^}]*\}/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[\p{Cc}\p{Cf}\p{Co}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Captions that fit a video of this length, the last ones cut at its end; null: one lies beyond it. */
export function fitCaptions(cues: readonly CaptionCue[], durationMs: number): CaptionCue[] | null {
  if (cues.some(({ fromMs, toMs }) => fromMs >= durationMs || toMs > durationMs + slackMs)) return null;
  return cues.map((cue) => ({ ...cue, toMs: Math.min(cue.toMs, durationMs) }));
}

/** The captions as clean WebVTT: times and escaped text, nothing else. */
export function writeCaptions(cues: readonly CaptionCue[]): string {
  const blocks = cues.map(({ fromMs, toMs, lines }, n) => {
    const words = lines.map(escapeLine).join('\n');
    return `${n + 1}\n${writeMs(fromMs)} --> ${writeMs(toMs)}\n${words}\n`;
  });
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

function escapeLine(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function writeMs(ms: number): string {
  const two = (n: number) => `${Math.floor(n)}`.padStart(2, '0');
  const rest = `${ms % 1000}`.padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
}
