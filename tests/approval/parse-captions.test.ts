import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeText,
  fitCaptions,
  parseCaptions,
  writeCaptions,
  type CaptionCue,
} from '../../app/approval/parse-captions.ts';

// H06: of a caption file only times and plain text are kept.

const read = (text: string) => {
  const parsed = parseCaptions(text);
  if (!parsed.ok) throw new Error(`line ${parsed.line}`);
  return parsed.cues;
};

test('reads WebVTT with head, notes, styles, names and settings', () => {
  const cues = read(`WEBVTT - 洗手
Kind: captions

STYLE
::cue { background: url(http://127.0.0.1/x) }

NOTE
写给同事

first
00:01.000 --> 00:02.500 line:0 align:start
<v 老师>先<b>洗手</b></v>
再 &amp; 擦干

01:00:00.000 --> 01:00:01.000
完了
`);
  expect(cues).toEqual([
    { fromMs: 1_000, toMs: 2_500, lines: ['先洗手', '再 & 擦干'] },
    { fromMs: 3_600_000, toMs: 3_601_000, lines: ['完了'] },
  ]);
});

test('reads SRT as editors in China save it', () => {
  const srt =
    '1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}先洗手\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n擦干\r\n';
  const expected = [
    { fromMs: 1_000, toMs: 2_000, lines: ['先洗手'] },
    { fromMs: 3_000, toMs: 4_000, lines: ['擦干'] },
  ];
  expect(read(srt)).toEqual(expected);
  expect(read(`\uFEFF${srt}`)).toEqual(expected);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(srt, 'utf16le')]);
  expect(read(decodeText(utf16) ?? '')).toEqual(expected);
  // 洗手 in GB 18030.
  const gb = Buffer.concat([
    Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n'),
    Buffer.from([0xcf, 0xb4, 0xca, 0xd6, 0x0a]),
  ]);
  expect(read(decodeText(gb) ?? '')).toEqual([{ fromMs: 1_000, toMs: 2_000, lines: ['洗手'] }]);
  expect(decodeText(Buffer.from([0, 1, 2, 0xff, 0xff]))).toBeNull();
});

test.each([
  ['nothing', '', 1],
  ['a page', '<html>\n<script>window.hacked = 1</script>', 1],
  ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd', 1],
  ['a time that is none', 'WEBVTT\n\n00:01.000 --> 00:99.000\n先', 3],
  ['an end before its start', 'WEBVTT\n\n00:02.000 --> 00:01.000\n先', 3],
  [
    'captions without a line between them',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n先\n00:03.000 --> 00:04.000\n后',
    5,
  ],
  ['an endless line', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'手'.repeat(201)}`, 4],
])('%s is refused, with its line', (_, text, line) => {
  expect(parseCaptions(text)).toEqual({ ok: false, line });
});

test('captions end with their video', () => {
  const cues: CaptionCue[] = [
    { fromMs: 0, toMs: 900, lines: ['先'] },
    { fromMs: 9_000, toMs: 10_400, lines: ['后'] },
  ];
  expect(fitCaptions(cues, 10_000)?.at(-1)?.toMs).toBe(10_000);
  expect(fitCaptions(cues, 9_400)?.at(-1)?.toMs).toBe(9_400);
  expect(fitCaptions(cues, 9_399)).toBeNull();
  expect(fitCaptions(cues, 9_000)).toBeNull();
});

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    ...[
      '<script>window.hacked=1</script>',
      '<img src=x onerror=hacked()>',
      '--> 00:00:01.000',
      '&lt;b&gt;',
      '<c.x',
    ],
    ...['WEBVTT', 'NOTE x', '{\\an8}x', '&#60;script>', 'javascript:hacked()'],
  ),
);
const anyCues = fc.array(
  fc.record({ fromMs: fc.nat(9_000_000), longMs: fc.integer({ min: 1, max: 9_000 }), words: nasty }),
  { minLength: 1, maxLength: 20 },
);

test('whatever is written is read again as it was, and holds no tag', () => {
  fc.assert(
    fc.property(anyCues, (rows) => {
      const source = rows
        .map(({ fromMs, longMs, words }, n) => {
          const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',');
          return `${n + 1}\n${clock(fromMs)} --> ${clock(fromMs + longMs)}\n${words.replace(/[\r\n]/g, ' ')}\n`;
        })
        .join('\n');
      const parsed = parseCaptions(source);
      if (!parsed.ok) return;
      const written = writeCaptions(parsed.cues);
      expect(written.replace(/^\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}$/gm, '')).not.toMatch(/[<>]/);
      expect(parseCaptions(written)).toEqual(parsed);
    }),
    { numRuns: 500 },
  );
});

test('any bytes are read or refused, and never hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const text = decodeText(bytes);
      if (text !== null) expect(typeof parseCaptions(text).ok).toBe('boolean');
    }),
    { numRuns: 500 },
  );
});
