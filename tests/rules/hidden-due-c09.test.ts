import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayReleaseKey } from '../../app/study/release-key.ts';
import { SimulatedStudy } from './simulate-study.ts';

// C09: until a control is due, no answer and no key says when it will be, beyond the look-ahead that playback needs.

const gapMs = fc.integer({ min: 90_000, max: 270_000 });
/** Whole beats before the earlier of two due points: at the due point itself the answers must differ. */
const beatsBefore = (a: number, b: number) => Math.ceil(Math.min(a, b) / 5_000) - 1;

/** The answers to honest beats of a learner whose first control is due after `dueMs`. */
function answersOf(dueMs: number, beats: number): string[] {
  const study = new SimulatedStudy(1, 400_000);
  study.state.progress.controlGapMs = dueMs;
  return Array.from({ length: beats }, () => {
    const { frontierMs } = study.state.progress;
    study.wait(5_000);
    return JSON.stringify(study.beat({ played: { fromMs: frontierMs, toMs: frontierMs + 5_000 } }));
  });
}

test('two learners with different draws get the same bytes until the earlier one is asked', () => {
  fc.assert(
    fc.property(gapMs, gapMs, (a, b) => {
      const beats = beatsBefore(a, b);
      expect(answersOf(a, beats)).toEqual(answersOf(b, beats));
    }),
    { numRuns: 100 },
  );
});

test('positive control: at the due point the same comparison does see a difference', () => {
  const early = answersOf(92_000, 19);
  const later = answersOf(200_000, 19);
  expect(early.slice(0, 18)).toEqual(later.slice(0, 18));
  expect(early[18]).not.toEqual(later[18]);
});

/** A study at `frontierMs`, all of it waiting, with a control due `awayMs` later. */
function standingAt(frontierMs: number, awayMs: number): SimulatedStudy {
  const study = new SimulatedStudy(1, 1_200_000);
  Object.assign(study.state.progress, {
    provenMs: frontierMs,
    frontierMs,
    sinceProofMs: 0,
    controlGapMs: awayMs,
  });
  return study;
}

test('a key is refused for the control only inside the look-ahead; further away every draw gives the same', () => {
  const place = fc.record({
    frontierMs: fc.integer({ min: 0, max: 600_000 }),
    a: fc.integer({ min: 1, max: 270_000 }),
    b: fc.integer({ min: 1, max: 270_000 }),
    group: fc.integer({ min: 0, max: 30 }),
    spread: fc.double({ min: 0, max: 0.999999, noNaN: true }),
  });
  fc.assert(
    fc.property(place, ({ frontierMs, a, b, group, spread }) => {
      const study = standingAt(frontierMs, a);
      const { keyAheadMaxMs } = study.state.lease.rules;
      const startMs = group * 30_000;
      const given = mayReleaseKey(study.state, startMs, () => spread);
      const other = mayReleaseKey(standingAt(frontierMs, b).state, startMs, () => spread);
      if (given !== other) expect(Math.min(a, b)).toBeLessThan(keyAheadMaxMs);
      // I10: never beyond the look-ahead, never beyond the due position; what is earned always.
      if (given) expect(startMs).toBeLessThanOrEqual(frontierMs + Math.min(a, keyAheadMaxMs));
      if (startMs <= frontierMs) expect(given).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test('while a control waits no key beyond the frontier is given; a finished lesson is always playable', () => {
  const study = standingAt(100_000, 200_000);
  study.state.control = {
    ...{ id: 'c', kind: 'number', attempt: 1, prompt: '12', audioBlob: 'a', choices: [], rightAnswer: '12' },
    ...{ asked: study.now, answerMs: 90_000, late: false },
  };
  expect(mayReleaseKey(study.state, 120_000, () => 0.99)).toBe(false);
  expect(mayReleaseKey(study.state, 90_000, () => 0)).toBe(true);
  study.state.progress.completed = true;
  expect(mayReleaseKey(study.state, 900_000, () => 0)).toBe(true);
});

test('a refusal reaches an honest player never: a group that begins within 20 s is given unless a control stands before it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 600_000 }),
      fc.integer({ min: 20_000, max: 270_000 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (frontierMs, awayMs, spread) => {
        const study = standingAt(frontierMs, awayMs);
        const next = Math.ceil(frontierMs / 30_000) * 30_000;
        if (next - frontierMs <= study.state.lease.rules.keyAheadMinMs)
          expect(mayReleaseKey(study.state, next, () => spread)).toBe(true);
      },
    ),
    { numRuns: 5_000 },
  );
});
