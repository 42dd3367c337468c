import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseClassHours, type HourProofs } from '../../app/study/recognise-class-hours.ts';

// P009, F02: an hour counts when it is wholly proven and holds its photographs; nothing else counts, nothing is lost.

const hourMs = 2_400_000;
/** Photographs and nothing else asked. */
const byPhotographs = (photographs: Map<number, number>, photographsMin: number): HourProofs => ({
  ...{ photographs, photographsMin },
  ...{ faceChecks: new Map(), faceChecksMin: 0, witnessed: new Set(), decided: new Map() },
});
const lessons = fc.array(
  fc.integer({ min: 0, max: 1_200_000 }).map((provenMs) => ({ provenMs })),
  { maxLength: 12 },
);
const photographs = fc
  .dictionary(fc.integer({ min: 0, max: 8 }).map(String), fc.integer({ min: 0, max: 3 }))
  .map((held) => new Map(Object.entries(held).map(([hour, n]) => [Number(hour), n])));

test('hours share out exactly what is proven, in order', () => {
  fc.assert(
    fc.property(lessons, photographs, fc.integer({ min: 1, max: 2 }), (earned, held, min) => {
      const total = earned.reduce((sum, { provenMs }) => sum + provenMs, 0);
      const hours = recogniseClassHours(earned, hourMs, byPhotographs(held, min));
      expect(hours.reduce((sum, hour) => sum + hour.creditedMs, 0)).toBe(total);
      expect(hours.map((hour) => hour.number)).toEqual(hours.map((_, i) => i + 1));
      hours.forEach((hour, i) => {
        const whole = hour.creditedMs === hourMs;
        expect(i < hours.length - 1 ? whole : hour.creditedMs > 0).toBe(true);
        expect(hour.recognised).toBe(whole && (held.get(i) ?? 0) >= min);
        expect(hour.missing).toBe(!whole ? 'study' : hour.recognised ? null : 'photograph');
      });
    }),
  );
});

test.each([
  ['nothing', 0, []],
  ['one millisecond', 1, [1]],
  ['one less than an hour', hourMs - 1, [hourMs - 1]],
  ['an hour', hourMs, [hourMs]],
  ['one more', hourMs + 1, [hourMs, 1]],
])('%s proven', (_, provenMs, expected) => {
  const hours = recogniseClassHours([{ provenMs }], hourMs, byPhotographs(new Map(), 1));
  expect(hours.map((hour) => hour.creditedMs)).toEqual(expected);
});

test('photographs of another hour, or more of them, do not stand in for a missing one', () => {
  const hours = recogniseClassHours([{ provenMs: 2 * hourMs }], hourMs, byPhotographs(new Map([[1, 9]]), 1));
  expect(hours.map((hour) => hour.recognised)).toEqual([false, true]);
  const needsTwo = recogniseClassHours([{ provenMs: hourMs }], hourMs, byPhotographs(new Map([[0, 1]]), 2));
  expect(needsTwo[0]?.missing).toBe('photograph');
});

test('an hour without its live check waits for it, one that a clerk witnessed waits for the bureau (P007)', () => {
  const proofs: HourProofs = {
    photographs: new Map([0, 1, 2].map((hour) => [hour, 1])),
    photographsMin: 1,
    faceChecks: new Map([[0, 1]]),
    faceChecksMin: 1,
    witnessed: new Set([2]),
    decided: new Map(),
  };
  const hours = recogniseClassHours([{ provenMs: 3 * hourMs }], hourMs, proofs);
  expect(hours.map((hour) => hour.missing)).toEqual([null, 'face', 'bureau']);
  expect(hours.map((hour) => hour.recognised)).toEqual([true, false, false]);
  const decide = (isAccepted: boolean) =>
    recogniseClassHours([{ provenMs: 3 * hourMs }], hourMs, {
      ...proofs,
      decided: new Map([[2, isAccepted]]),
    });
  expect(decide(true).map((hour) => hour.missing)).toEqual([null, 'face', null]);
  expect(decide(false).map((hour) => hour.missing)).toEqual([null, 'face', 'refused']);
  // A decision about an hour that nobody witnessed changes nothing.
  const meddled = { ...proofs, decided: new Map([[1, true]]) };
  expect(recogniseClassHours([{ provenMs: 3 * hourMs }], hourMs, meddled)[1]?.missing).toBe('face');
});

test('positive control: a count of minutes alone recognises the hour that has no photograph', () => {
  const naive = (provenMs: number) => Math.floor(provenMs / hourMs);
  expect(naive(2 * hourMs)).toBe(2);
  expect(
    recogniseClassHours([{ provenMs: 2 * hourMs }], hourMs, byPhotographs(new Map(), 1)).filter(
      (h) => h.recognised,
    ),
  ).toEqual([]);
});
