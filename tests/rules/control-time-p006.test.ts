import fc from 'fast-check';
import { expect, test } from 'vitest';
import { swapControl } from '../../app/study/judge-answer.ts';
import { remainingMs } from '../../app/study/withhold.ts';
import { pool, SimulatedStudy } from './simulate-study.ts';

// P006, C02: while a control waits nothing is earned, whatever is claimed afterwards; its time limit never moves.

/** A study whose first control has just been asked. */
function untilControl(seed: number): SimulatedStudy {
  const study = new SimulatedStudy(seed, 400_000, { popup_min_gap_s: 20, popup_max_gap_s: 40 });
  while (!study.state.control) {
    const at = study.state.progress.frontierMs;
    study.wait(5_000);
    study.beat({ played: { fromMs: at, toMs: at + 5_000 } });
  }
  return study;
}

test('the time of a control cannot be claimed as study after the answer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 54_000 }), (seed, waitMs) => {
      const study = untilControl(seed);
      const { leadMaxMs } = study.state.lease.rules;
      study.wait(waitMs);
      expect(study.answer()).toBe('right');
      const from = study.state.progress.frontierMs;
      study.wait(5_000);
      // A player whose dialog was removed has gone on all the while.
      study.beat({ played: { fromMs: from, toMs: from + waitMs + 5_000 } });
      expect(study.state.progress.frontierMs - from).toBeLessThanOrEqual(5_000 + leadMaxMs);
    }),
    { numRuns: 500 },
  );
});

/** One honest beat of 5 s; answers the frontier after it. */
function claimHonestly(study: SimulatedStudy): number {
  const from = study.state.progress.frontierMs;
  study.wait(5_000);
  study.beat({ played: { fromMs: from, toMs: from + 5_000 } });
  return study.state.progress.frontierMs;
}

test('a wrong answer frees no time either', () => {
  const study = untilControl(5);
  study.wait(40_000);
  expect(study.answer('wrong')).toBe('wrong');
  study.wait(10_000);
  expect(study.answer()).toBe('right');
  const from = study.state.progress.frontierMs;
  study.wait(5_000);
  study.beat({ played: { fromMs: from, toMs: from + 55_000 } });
  expect(study.state.progress.frontierMs).toBe(from);
});

test('positive control: an honest player goes on at once and loses nothing by answering', () => {
  const study = untilControl(9);
  study.wait(3_000);
  study.answer();
  const from = study.state.progress.frontierMs;
  expect(claimHonestly(study) - from).toBe(5_000);
});

test('another kind of control keeps time limit and attempt, however often it is asked for', () => {
  const study = untilControl(3);
  const { asked, attempt, answerMs, id } = study.state.control!;
  const seen = new Set([id]);
  for (let i = 0; i < 20; i++) {
    study.wait(1_000);
    const leftMs = remainingMs(study.state, study.now);
    const kind = i % 2 ? 'picture' : 'number';
    study.state = swapControl(study.state, kind, pool, study.now, study.draw).state;
    expect(study.state.control).toMatchObject({ asked, attempt, answerMs, kind });
    expect(remainingMs(study.state, study.now)).toBe(leftMs);
    seen.add(study.state.control!.id);
  }
  expect(seen.size).toBe(21);
  study.wait(answerMs);
  expect(study.answer()).toBe('late');
  expect(study.state.progress.provenMs).toBe(0);
});

test('wrong twice withholds all that was not proven, and says from where to where', () => {
  const study = untilControl(11);
  const { frontierMs } = study.state.progress;
  expect([study.answer('no'), study.answer('no')]).toEqual(['wrong', 'wrong_again']);
  expect(study.state.progress).toMatchObject({
    ...{ provenMs: 0, frontierMs: 0, withheldToMs: frontierMs, withheldReason: 'wrong_twice', carryMs: 0 },
  });
  expect(study.state.control).toBeNull();
  // Studied again and answered rightly it is earned, and nothing stays withheld.
  study.playHonestly(frontierMs + 100_000);
  expect(study.state.progress.provenMs).toBeGreaterThanOrEqual(frontierMs);
  expect(study.state.progress).toMatchObject({ withheldToMs: null, withheldReason: null });
});
