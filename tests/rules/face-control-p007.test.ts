import { expect, test } from 'vitest';
import type { ChainedEvent } from '../../app/evidence/event.ts';
import { judgeClassHours } from '../../app/evidence/judge-class-hours.ts';
import { replayEvent } from '../../app/evidence/replay-event.ts';
import { emptyReplay } from '../../app/evidence/replay-state.ts';
import { isFaceDue } from '../../app/study/draw-face-control.ts';
import { pinRules } from '../../app/study/study-rules.ts';
import { withFaceCheck } from '../harness/face-check.ts';
import { seededDraw, SimulatedStudy } from './simulate-study.ts';

// P007: a live check in every class hour at a moment nobody foretells, more as a share of controls; D07, I4, I8.

const hourMs = 600_000;
const profile = {
  ...withFaceCheck,
  ...{ popup_min_gap_s: 60, popup_max_gap_s: 120, class_hour_min_s: hourMs / 1000 },
};

/** Recomputes a log; answers what does not hold, and the class hours. */
function replay(events: ChainedEvent[]) {
  const state = emptyReplay();
  for (const event of events) {
    const why = replayEvent(state, event, () => '');
    if (why) return { why, hours: [] };
  }
  return { why: null, hours: judgeClassHours(state) };
}

test('every full class hour holds a live check, in the study and in the log alike', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const study = new SimulatedStudy(seed, 3 * hourMs, {
      ...profile,
      face_check: { ...profile.face_check, control_share_pct: 0 },
    });
    study.playHonestly(4 * hourMs);
    const { why, hours } = replay(study.events);
    expect(why).toBeNull();
    expect(study.state.progress.completed).toBe(true);
    expect(study.state.enrolment.faceCheckedHours).toEqual([0, 1, 2]);
    expect(hours.map(({ conditions, faceChecks }) => [conditions.P007, faceChecks])).toEqual([
      [true, 1],
      [true, 1],
      [true, 1],
    ]);
  }
});

test('which control of an hour is the live check cannot be foretold', () => {
  const firsts = new Map<number, number>();
  const streams = 600;
  for (let seed = 1; seed <= streams; seed++) {
    const study = new SimulatedStudy(seed, hourMs, {
      ...profile,
      face_check: { ...profile.face_check, control_share_pct: 0 },
    });
    study.playHonestly(2 * hourMs);
    const asked = study.events.filter((event) => event.kind === 'control_asked');
    const place = asked.findIndex((event) => event.controlKind === 'face');
    firsts.set(place, (firsts.get(place) ?? 0) + 1);
  }
  // An hour has five to ten controls; none of the first five is the one more often than not.
  for (const place of [0, 1, 2, 3, 4]) {
    const share = (firsts.get(place) ?? 0) / streams;
    expect(share, `control ${place + 1}`).toBeGreaterThan(0.04);
    expect(share, `control ${place + 1}`).toBeLessThan(0.4);
  }
});

test('beyond that a share of all controls is a live check, and after a doubtful photograph the next one', () => {
  const study = new SimulatedStudy(3, hourMs, profile);
  const { drawInt } = seededDraw(9);
  study.state.enrolment.faceCheckedHours = [0];
  const drawn = Array.from({ length: 3_000 }, () => isFaceDue(study.state, drawInt)).filter(Boolean).length;
  expect(drawn / 3_000).toBeGreaterThan(0.26);
  expect(drawn / 3_000).toBeLessThan(0.34);
  study.state.enrolment.faceDoubt = true;
  expect(isFaceDue(study.state, () => 99)).toBe(true);
});

/** Plays until a live check waits. */
function reachFace(seed: number): SimulatedStudy {
  const study = new SimulatedStudy(seed, hourMs, profile);
  for (let tries = 0; tries < 400 && study.state.control?.kind !== 'face'; tries++) {
    if (study.state.control) study.answer();
    study.wait(5_000);
    const fromMs = study.state.progress.frontierMs;
    study.beat({ played: { fromMs, toMs: fromMs + 5_000 } });
  }
  expect(study.state.control?.kind).toBe('face');
  return study;
}

test('nothing is earned while it waits; passed it proves, and it clears the doubt', () => {
  const study = reachFace(5);
  study.state.enrolment.faceDoubt = true;
  const { frontierMs, provenMs } = study.state.progress;
  study.wait(5_000);
  expect(study.beat({ played: { fromMs: frontierMs, toMs: frontierMs + 5_000 } })).toMatchObject({
    earnedNowMs: 0,
    uncounted: 'control_due',
  });
  expect(study.answerFace()).toBe('right');
  expect(study.state.progress.provenMs).toBeGreaterThan(provenMs);
  expect(study.state.enrolment).toMatchObject({ faceDoubt: false });
  expect(replay(study.events).why).toBeNull();
});

test('failed it withholds the stretch with its reason and ends the lease; what was proven stays', () => {
  const study = reachFace(6);
  const { frontierMs, provenMs } = study.state.progress;
  expect(study.answerFace('failed')).toBe('face_failed');
  expect(study.state.lease.endReason).toBe('failed_check');
  expect(study.state.control).toBeNull();
  expect(study.state.progress).toMatchObject({ provenMs, frontierMs: provenMs });
  if (frontierMs > provenMs) expect(study.state.progress.withheldReason).toBe('face');
  expect(study.state.enrolment.creditedMs).toBe(provenMs);
  expect(replay(study.events).why).toBeNull();
});

test('too late it lets her go on and fills no hour', () => {
  const study = reachFace(7);
  study.wait(study.state.lease.rules.faceControlMs + 1);
  const held = study.state.enrolment.faceCheckedHours;
  expect(study.answerFace()).toBe('late');
  expect(study.state.control).toBeNull();
  expect(study.state.enrolment.faceCheckedHours).toEqual(held);
  expect(replay(study.events).why).toBeNull();
});

test('a slow hand has time for every try with every extension', () => {
  const { faceControlMs, faceTriesMax } = reachFace(8).state.lease.rules;
  expect(faceControlMs).toBeGreaterThanOrEqual(faceTriesMax * 3 * 45_000);
});

test('the log names a live control that is passed without a check, and a check that another face passed', () => {
  const unlogged = reachFace(9);
  unlogged.answerFace('passed', { logged: false });
  expect(replay(unlogged.events).why).toContain('P007');
  const other = reachFace(10);
  other.answerFace('passed', { distance: 700 });
  expect(replay(other.events).why).toContain('another face');
});

test('a lease that names no passed check, or no witness, does not hold', () => {
  const study = new SimulatedStudy(11, hourMs, profile);
  const opened = study.events.find((event) => event.kind === 'lease_opened');
  if (!opened) throw new Error('no lease');
  const [consent] = study.events;
  const open = (more: Partial<typeof opened>) => replay([consent!, { ...opened, ...more }]).why;
  expect(open({})).toBeNull();
  expect(open({ faceId: 'never' })).toContain('P007');
  expect(open({ face: 'witnessed', faceId: 'nobody' })).toContain('P007');
  expect(open({ face: 'not_asked' })).toContain('without the live check');
  expect(replay([opened]).why).toContain('consent');
});

test('under a witness no live check is asked, and the hours are marked for the bureau', () => {
  const study = new SimulatedStudy(12, hourMs, profile);
  const { lease } = study.state;
  const witnessed = study.events.map((event) =>
    event.kind === 'lease_opened'
      ? { ...event, face: 'witnessed' as const, faceId: 'clerk', faceChecksPerHour: 0 }
      : event,
  );
  study.state.lease = { ...lease, face: 'witnessed', rules: pinRules(lease.rules, { face: 'witnessed' }) };
  study.playHonestly(2 * hourMs);
  expect(study.events.filter((e) => e.kind === 'control_asked' && e.controlKind === 'face')).toEqual([]);
  expect(study.state.enrolment.witnessedHours).toEqual([0]);
  const untilWallMs = study.now.wallMs;
  const seen = {
    ...study.events[0]!,
    ...{ kind: 'face_witnessed' as const, fence: 0 as const, witnessId: 'clerk', clerkId: 'c' },
    ...{ untilWallMs, reasonSha256: '' },
  } as ChainedEvent;
  const events = [witnessed[0]!, seen, witnessed[1]!, ...study.events.slice(2)];
  const { why, hours } = replay(events);
  expect(why).toBeNull();
  expect(hours).toMatchObject([{ witnessed: true, conditions: { P007: null } }]);
});
