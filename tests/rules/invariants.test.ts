import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { replayEvent } from '../../app/evidence/replay-event.ts';
import { emptyReplay } from '../../app/evidence/replay-state.ts';
import type { Beat } from '../../app/study/study.wire.ts';
import { noFaceCheck, withFaceCheck } from '../harness/face-check.ts';
import { SimulatedStudy } from './simulate-study.ts';

const streams = 100_000;
const stepsMax = 24;

/** What a forger may put into a beat: any state, any rate, any range, near and far from the truth. */
function forgedBeat(study: SimulatedStudy): Partial<Beat> {
  const { drawInt } = study.draw;
  const { frontierMs } = study.state.progress;
  const fromMs = Math.max(0, frontierMs + [0, 0, 0, -4_000, 3_000, 90_000][drawInt(6)]!);
  const toMs = fromMs + [0, 5_000, 5_050, 20_000, 400_000, drawInt(60_000)][drawInt(6)]!;
  return {
    state: (['playing', 'playing', 'playing', 'waiting', 'paused'] as const)[drawInt(5)]!,
    visible: drawInt(8) > 0,
    ratePermille: drawInt(8) > 0 ? 1000 : 1050 + drawInt(3000),
    played: { fromMs, toMs },
  };
}

/** Answers the open control rightly, wrongly, as herself or as somebody else. */
function answer(study: SimulatedStudy): void {
  const { drawInt } = study.draw;
  if (study.state.control?.kind === 'face') study.answerFace(drawInt(4) ? 'passed' : 'failed');
  else study.answer(drawInt(3) ? undefined : 'a guess');
}

/** One random step: time, beats, answers, new windows; clocks step and machines restart. */
function step(study: SimulatedStudy): number {
  const { drawInt } = study.draw;
  if (study.state.lease.endReason !== null) study.open();
  const choice = drawInt(12);
  if (choice < 2) study.wait([0, 10, 5_000, 61_000, 95_000, 3_600_000][drawInt(6)]!);
  else if (choice === 2) study.open();
  else if (choice === 3)
    study.now = { ...study.now, wallMs: study.now.wallMs + (drawInt(2) ? 3_600_000 : -3_600_000) };
  else if (choice < 9 && study.state.control) answer(study);
  else {
    study.wait(drawInt(3) ? 5_000 : drawInt(80_000));
    const beat = drawInt(3)
      ? { played: { fromMs: study.state.progress.frontierMs, toMs: study.state.progress.frontierMs + 5_000 } }
      : forgedBeat(study);
    study.beat(beat);
    return Math.max(0, (beat.played?.toMs ?? 0) - (beat.played?.fromMs ?? 0));
  }
  return 0;
}

test(`I1, I2, I3, I8 hold exactly over ${streams} random and forged streams`, async () => {
  let naiveDefeated = 0;
  let proofs = 0;
  for (let seed = 1; seed <= streams; seed++) {
    // The runner hears from this file in between.
    if (seed % 500 === 0) await setImmediate();
    const study = new SimulatedStudy(seed, 60_000 + (seed % 5) * 40_000, {
      popup_min_gap_s: 10,
      popup_max_gap_s: 40 + (seed % 4) * 60,
      class_hour_min_s: 60,
      // Every other class studies with live checks.
      ...(seed % 2 ? withFaceCheck : noFaceCheck),
    });
    const { controlGapMaxMs } = study.state.lease.rules;
    let naiveMs = 0;
    let provenBefore = 0;
    const steps = 4 + study.draw.drawInt(stepsMax);
    for (let i = 0; i < steps; i++) {
      naiveMs += step(study);
      const { provenMs, frontierMs, durationMs } = study.state.progress;
      const passedMs = study.now.monoMs - study.startedMs;
      if (frontierMs > passedMs)
        throw new Error(`I1: seed ${seed}: ${frontierMs} ms credited in ${passedMs} ms`);
      if (!(0 <= provenMs && provenMs <= frontierMs && frontierMs <= durationMs))
        throw new Error(`I2: seed ${seed}`);
      if (provenMs < provenBefore) throw new Error(`proven fell: seed ${seed}`);
      if (provenMs - provenBefore > controlGapMaxMs)
        throw new Error(`I3: seed ${seed}: one proof took ${provenMs - provenBefore}`);
      if (frontierMs - provenMs > controlGapMaxMs)
        throw new Error(`I3: seed ${seed}: unproven ${frontierMs - provenMs}`);
      if (provenMs > provenBefore) proofs++;
      provenBefore = provenMs;
    }
    if (naiveMs > study.now.monoMs - study.startedMs) naiveDefeated++;
    const replay = emptyReplay();
    for (const event of study.events) {
      const why = replayEvent(replay, event, () => '');
      if (why) throw new Error(`I8: seed ${seed}, row ${event.seq} (${event.kind}): ${why}`);
    }
    const replayed = replay.lessons.get('video');
    if (
      replayed?.provenMs !== study.state.progress.provenMs ||
      replayed.frontierMs !== study.state.progress.frontierMs
    ) {
      throw new Error(
        `I8: seed ${seed}: the log gives ${replayed?.provenMs}, the ledger ${study.state.progress.provenMs}`,
      );
    }
  }
  // Positive control: a scorer that believes the browser is beaten by these very streams, and honest proofs happen.
  expect(naiveDefeated).toBeGreaterThan(streams / 4);
  expect(proofs).toBeGreaterThan(streams / 4);
}, 600_000);

test('an honest learner earns the whole lesson, and at least 97 % of the time it took (O6)', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const study = new SimulatedStudy(seed, 600_000);
    study.playHonestly(700_000, 2_500);
    expect(study.state.progress.completed).toBe(true);
    const shownS = study.events.filter((e) => e.kind === 'control_asked').length * 2_500;
    const tookMs = study.now.monoMs - study.startedMs;
    expect(600_000 / tookMs).toBeGreaterThanOrEqual(0.97);
    expect(tookMs - 600_000 - shownS).toBeLessThanOrEqual(6_000);
  }
});
