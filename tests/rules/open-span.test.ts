import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  beatsOf,
  closeBefore,
  closeSpan,
  countedUntil,
  type OpenSpan,
} from '../../app/evidence/open-span.ts';

// How a span of beats is written, and read again (decision 0026).

const clock = (monoMs: number) => ({ boot: 'b', monoMs, wallMs: 1_000_000 + monoMs });
const spanOf = (beats: number[]): OpenSpan => ({
  ...{ fence: 7, videoVersionId: 'v', firstSeq: 4, fromMs: 100, toMs: 0, spentMs: 0, mediaMs: 0 },
  ...{ beats, counted: clock(50_000) },
});
const pairs = fc
  .array(fc.tuple(fc.nat(120_000), fc.nat(120_000)), { minLength: 1, maxLength: 64 })
  .map((beats) => beats.flatMap(([spent, short]) => [spent, spent - Math.min(spent, short)]));

it('what was spent and earned is read from the row as it was', () => {
  fc.assert(
    fc.property(pairs, (beats) => {
      expect(beatsOf(closeSpan(spanOf(beats)))).toEqual(beats);
    }),
  );
});

it('rows from before steps are read as they were meant; a row that tells it twice tells nothing', () => {
  expect(beatsOf({ beats: [5_000, 4_000] })).toEqual([5_000, 4_000]);
  expect(beatsOf({ steps: [5_000, 1_000], beats: [5_000, 5_000] })).toEqual([]);
  for (const forged of [{}, { steps: 7 }, { steps: null }, { beats: 'x' }])
    expect(beatsOf(forged as never)).toEqual([]);
});

it('a beat that ends the span joins it if it follows, and then the clock of the row is told once', () => {
  const at = clock(55_000);
  const earned = {
    kind: 'earned',
    fence: 7,
    beatSeq: 5,
    elapsedMs: 5_000,
    fromMs: 0,
    earnedMs: 4_990,
  } as const;
  const [joined] = closeBefore(spanOf([5_000, 5_000]), [earned], at);
  expect(joined).toEqual({
    kind: 'played',
    fence: 7,
    firstSeq: 4,
    fromMs: 100,
    steps: [5_000, 0, 5_000, 10],
  });
  const event = { ...joined!, ...{ v: 1, learnerId: 'l', seq: 1, prev: '' }, at };
  expect(countedUntil(event)).toEqual(at);
  const [alone, after] = closeBefore(spanOf([5_000, 5_000]), [{ ...earned, beatSeq: 9 }], at);
  expect(alone).toMatchObject({ steps: [5_000, 0], counted: clock(50_000) });
  expect(after).toMatchObject({ kind: 'earned', beatSeq: 9 });
  expect(countedUntil({ ...event, counted: clock(50_000) } as typeof event)).toEqual(clock(50_000));
});
