import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replayEvent } from '../../app/evidence/replay-event.ts';
import { emptyReplay } from '../../app/evidence/replay-state.ts';
import { elapsedMs, type ClockReading } from '../../app/platform/clock.ts';
import { SimulatedStudy } from './simulate-study.ts';

// F07: a step of the server's wall clock by an hour, either way, changes no credit.

const hourMs = 3_600_000;
const reading = fc.record({
  wallMs: fc.integer({ min: 1_500_000_000_000, max: 4_000_000_000_000 }),
  monoMs: fc.integer({ min: 0, max: 10 ** 12 }),
  boot: fc.constantFrom('one', 'two'),
});

test('time passed is a whole number, never negative, and of one boot purely monotonic', () => {
  fc.assert(
    fc.property(reading, reading, fc.integer({ min: -hourMs, max: hourMs }), (a, b, stepMs) => {
      const passed = elapsedMs(a, b);
      expect(Number.isSafeInteger(passed) && passed >= 0).toBe(true);
      if (a.boot !== b.boot) return;
      expect(elapsedMs(a, { ...b, wallMs: b.wallMs + stepMs })).toBe(passed);
      expect(passed).toBe(Math.max(0, b.monoMs - a.monoMs));
    }),
  );
});

test('after a restart of the machine the wall clock decides, and one that was set back earns nothing', () => {
  const before: ClockReading = { wallMs: 1_000_000, monoMs: 99_999_999, boot: 'one' };
  expect(elapsedMs(before, { wallMs: 1_004_000, monoMs: 10, boot: 'two' })).toBe(4_000);
  expect(elapsedMs(before, { wallMs: 1_000_000 - hourMs, monoMs: 10, boot: 'two' })).toBe(0);
});

/** What a learner has earned at the end, when the wall clock is set by `steps[i]` after beat i. */
function creditWith(steps: number[]): unknown {
  const study = new SimulatedStudy(7, 400_000, { popup_min_gap_s: 20, popup_max_gap_s: 60 });
  for (const stepMs of steps) {
    const at = study.state.progress.frontierMs;
    study.wait(5_000);
    study.beat({ played: { fromMs: at, toMs: at + 5_000 } });
    if (study.state.control) {
      study.wait(2_000);
      study.answer();
    }
    study.now = { ...study.now, wallMs: study.now.wallMs + stepMs };
  }
  const { progress, enrolment } = study.state;
  return { progress, credited: enrolment.creditedMs };
}

test('credit with a clock that jumps an hour to and fro is the credit with a steady one, to the millisecond', () => {
  const step = fc.constantFrom(0, hourMs, -hourMs);
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      expect(creditWith(steps)).toEqual(creditWith(steps.map(() => 0)));
    }),
    { numRuns: 200 },
  );
});

test('a machine that starts again with its calendar behind: one beat earns nothing, and the log holds', () => {
  const offs = fc.record({
    offMs: fc.integer({ min: -hourMs, max: hourMs }),
    state: fc.constantFrom('playing', 'paused', 'waiting'),
    isAsked: fc.boolean(),
  });
  fc.assert(
    fc.property(offs, fc.integer({ min: 1, max: 99 }), ({ offMs, state, isAsked }, seed) => {
      const study = new SimulatedStudy(seed, 400_000, { popup_min_gap_s: 20, popup_max_gap_s: 60 });
      study.playHonestly(isAsked ? 15_000 : 60_000, 2_500);
      while (isAsked && !study.state.control) {
        study.wait(5_000);
        const at = study.state.progress.frontierMs;
        study.beat({ played: { fromMs: at, toMs: at + 5_000 } });
      }
      const { frontierMs } = study.state.progress;
      study.now = { wallMs: study.now.wallMs + offMs, monoMs: 4_000, boot: 'two' };
      if (study.state.control) study.answer();
      const at = study.state.progress.frontierMs;
      study.beat({ state, played: { fromMs: at, toMs: state === 'playing' ? at + 5_000 : at } });
      const stands = study.state.progress.frontierMs;
      study.wait(5_000);
      if (!study.state.control) study.beat({ played: { fromMs: stands, toMs: stands + 5_000 } });
      // By a calendar that is ahead an open control was answered late.
      if (!isAsked) expect(study.state.progress.frontierMs).toBeGreaterThanOrEqual(frontierMs);
      const replay = emptyReplay();
      for (const event of study.events) expect(replayEvent(replay, event, () => '')).toBeNull();
      expect(replay.lessons.get('video')?.frontierMs).toBe(study.state.progress.frontierMs);
    }),
    { numRuns: 300 },
  );
});

test('positive control: a scorer by the wall clock credits the hour that never passed', () => {
  const from = { wallMs: 1_000_000, monoMs: 0, boot: 'one' };
  const to = { wallMs: 1_000_000 + hourMs + 5_000, monoMs: 5_000, boot: 'one' };
  const naive = (a: ClockReading, b: ClockReading) => b.wallMs - a.wallMs;
  expect(naive(from, to)).toBeGreaterThan(hourMs);
  expect(elapsedMs(from, to)).toBe(5_000);
});
