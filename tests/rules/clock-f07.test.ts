import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChainedEvent } from '../../app/evidence/event.ts';
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

/** A study whose requests go to two web machines: the calendar of the first is ahead of the second's by `skewMs`. */
function openTwoMachines(skewMs: number, seed = 7) {
  const study = new SimulatedStudy(seed, 900_000, { popup_min_gap_s: 200, popup_max_gap_s: 280 });
  const start = study.now;
  let passedMs = 0;
  /** Lets time pass and turns to one of them. */
  const turnTo = (machine: 'first' | 'second', ms: number) => {
    passedMs += ms;
    const wallMs = start.wallMs + passedMs;
    study.now =
      machine === 'first'
        ? { wallMs, monoMs: start.monoMs + passedMs, boot: 'one' }
        : { wallMs: wallMs - skewMs, monoMs: 900_000 + passedMs, boot: 'two' };
  };
  const claim = (ms: number) => {
    const fromMs = study.state.progress.frontierMs;
    study.beat({ played: { fromMs, toMs: fromMs + ms } });
  };
  return { study, turnTo, claim, passed: () => passedMs };
}
const whyBroken = (events: ChainedEvent[]) => {
  const replay = emptyReplay();
  return events.map((event) => replayEvent(replay, event, () => '')).find((why) => why !== null) ?? null;
};

test('two machines whose calendars differ, in turn: no stretch is earned by both (I1)', () => {
  const { study, turnTo, claim, passed } = openTwoMachines(20_000);
  let naiveMs = 0;
  for (let i = 0; i < 6; i++) {
    turnTo('second', 3_000);
    claim(3_000);
    const before = study.now;
    turnTo('first', 3_000);
    claim(23_000);
    naiveMs += elapsedMs(before, study.now);
  }
  // By the calendars alone there was time for all of it.
  expect(naiveMs).toBeGreaterThan(3 * passed());
  expect(study.state.progress.frontierMs).toBe(0);
  // Who stays with one machine earns from her second beat on.
  turnTo('first', 5_000);
  claim(5_000);
  expect(study.state.progress.frontierMs).toBe(5_000);
  expect(whyBroken(study.events)).toBeNull();
});

test('whatever goes to which of two machines: never more than the time that passed, and the log holds', () => {
  const step = fc.record({
    machine: fc.constantFrom('first' as const, 'second' as const),
    ms: fc.integer({ min: 0, max: 30_000 }),
    what: fc.constantFrom('play', 'play', 'play', 'claim', 'pause', 'wait', 'answer', 'open'),
  });
  const skew = fc.integer({ min: -90_000, max: 90_000 });
  let mostMs = 0;
  fc.assert(
    fc.property(
      skew,
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 1, max: 99 }),
      (ms, steps, seed) => {
        const { study, turnTo, claim, passed } = openTwoMachines(ms, seed);
        for (const { machine, ms: waitMs, what } of steps) {
          turnTo(machine, waitMs);
          if (what === 'open') study.open();
          else if (what === 'answer' && study.state.control) study.answer();
          else if (what === 'pause') study.beat({ state: 'paused' });
          else if (what === 'wait') study.beat({ state: 'waiting' });
          else claim(what === 'claim' ? waitMs + Math.abs(ms) : waitMs);
          expect(study.state.progress.frontierMs).toBeLessThanOrEqual(passed());
          mostMs = Math.max(mostMs, study.state.progress.frontierMs);
        }
        expect(whyBroken(study.events)).toBeNull();
      },
    ),
    { numRuns: 1_000 },
  );
  expect(mostMs).toBeGreaterThan(60_000);
});

test('the verifier gives no time between two machines, and none twice', () => {
  const { study, turnTo, claim } = openTwoMachines(20_000);
  turnTo('first', 5_000);
  claim(5_000);
  const honest = study.events;
  const last = honest.at(-1) as ChainedEvent;
  const at = (boot: string, wallMs: number, monoMs: number) => ({ boot, wallMs, monoMs });
  const { wallMs, monoMs } = last.at;
  const gap = (when: ClockReading) =>
    ({
      ...{ ...last, at: when, kind: 'uncounted', fence: 1, beatSeq: 2, reason: 'gap' },
      ...{ claimedFromMs: 0, claimedToMs: 0 },
    }) as ChainedEvent;
  const earned = (elapsed: number, when: ClockReading) =>
    ({
      ...{ ...last, at: when, kind: 'earned', fence: 1, beatSeq: 3 },
      ...{ elapsedMs: elapsed, fromMs: 5_000, earnedMs: elapsed },
    }) as ChainedEvent;
  const second = gap(at('two', wallMs - 15_000, 905_000));
  const back = gap(at('one', wallMs + 10_000, monoMs + 10_000));
  // Positive control: each by its own clock, after a beat that earned nothing.
  expect(whyBroken([...honest, second, earned(4_000, at('two', wallMs - 11_000, 909_000))])).toBeNull();
  expect(whyBroken([...honest, second, back, earned(4_000, at('one', 0, monoMs + 14_000))])).toBeNull();
  // By the calendars 25 s passed between the two.
  const calendars = earned(25_000, at('one', wallMs + 10_000, monoMs + 10_000));
  expect(whyBroken([...honest, second, calendars])).toMatch(/two machines/);
  // The first machine's time once more, from before what was earned by it.
  const again = gap(at('one', wallMs, monoMs - 5_000));
  expect(whyBroken([...honest, second, again, earned(5_000, last.at)])).toMatch(/is spent/);
});

test('positive control: a scorer by the wall clock credits the hour that never passed', () => {
  const from = { wallMs: 1_000_000, monoMs: 0, boot: 'one' };
  const to = { wallMs: 1_000_000 + hourMs + 5_000, monoMs: 5_000, boot: 'one' };
  const naive = (a: ClockReading, b: ClockReading) => b.wallMs - a.wallMs;
  expect(naive(from, to)).toBeGreaterThan(hourMs);
  expect(elapsedMs(from, to)).toBe(5_000);
});
