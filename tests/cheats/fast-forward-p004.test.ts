import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedStudy } from '../rules/simulate-study.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';

// P004: no credit faster than the server's clock, over HTTP, by a program that answers every control rightly.

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** Answers the open control rightly, if there is one, so that nothing but the clock holds the attacker back. */
async function pass(window: Attacker, reply: Awaited<ReturnType<Attacker['beat']>>): Promise<void> {
  const control = reply.status === 200 ? reply.body.control : null;
  if (!control) return;
  const answered = await window.answer(control.id, await school.solve(control.id));
  if (answered.status === 200) window.atMs = answered.body.standing.frontierMs;
}

/**
 * For `ms`, a beat every `everyMs` that claims what `claim` makes of the time since the last one. Answers the time by
 * the test's clock: `wallMs` from before the lease to the last answer, `playMs` the part of it that was claimed.
 */
async function rush(window: Attacker, ms: number, everyMs: number, claim: (passedMs: number) => number) {
  const startedMs = performance.now();
  expect((await window.openLease()).status).toBe(201);
  const openedMs = performance.now();
  let lastMs = openedMs;
  while (performance.now() - openedMs < ms) {
    await sleep(everyMs);
    const nowMs = performance.now();
    const claimed = claim(nowMs - lastMs);
    lastMs = nowMs;
    await pass(window, await window.beat(claimed));
  }
  return { wallMs: performance.now() - startedMs, playMs: lastMs - openedMs };
}

async function expectClockHeld(window: Attacker, wallMs: number) {
  const ledger = await readLedger(school.sql, window.learner.id);
  expect(ledger.frontierMs).toBeLessThanOrEqual(wallMs);
  expect(ledger.completed).toBe(0);
  await verifyLog(school.sql, window.learner.id);
  return ledger;
}

describe('an honest learner, among the attacks', () => {
  it('earns what she watched; every attack beside her comes to no more than its time (A02, A03, A05, A07)', async () => {
    const [honest, creep5, creep10, fourfold, hidden, jumps] = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((place) => school.enter(place)),
    );
    if (!honest || !creep5 || !creep10 || !fourfold || !hidden || !jumps) throw new Error('no learners');
    const watch = async () => {
      const startedMs = performance.now();
      await honest.openLease();
      await honest.studyHonestly(24_000, school.solve);
      return performance.now() - startedMs;
    };
    const [honestMs, ...times] = await Promise.all([
      watch(),
      // A03: under any jump tolerance.
      rush(creep5, 24_000, 1_000, (ms) => ms * 1.05),
      rush(creep10, 24_000, 1_000, (ms) => ms * 1.1),
      // A02: four times as fast, and the page says 1.0.
      rush(fourfold, 12_000, 1_000, (ms) => ms * 4),
      // A05: a timer hook; the page's second passes in a tenth.
      rush(hidden, 12_000, 200, (ms) => ms * 10),
      // A07: the right pace, each beat claims 20 s.
      rush(jumps, 12_000, 1_000, () => 20_000),
    ]);

    const earned = await readLedger(school.sql, honest.learner.id);
    expect(earned.frontierMs).toBeLessThanOrEqual(honestMs);
    expect(earned.frontierMs).toBeGreaterThan(0.93 * 24_000);
    expect(earned.provenMs).toBeGreaterThan(0);
    await verifyLog(school.sql, honest.learner.id);

    const attackers = [creep5, creep10, fourfold, hidden, jumps];
    for (const [index, attacker] of attackers.entries()) {
      const { wallMs = 0, playMs = 0 } = times[index] ?? {};
      await expectClockHeld(attacker, wallMs);
      // The same traffic defeats who believes the page.
      expect(attacker.naive.reportedMs).toBeGreaterThan(playMs * 1.03);
    }
    // A jump of 20 s is never partly right.
    expect((await readLedger(school.sql, jumps.learner.id)).frontierMs).toBe(0);
    const [reason] = await readEvents(school.sql, jumps.learner.id, 'uncounted');
    expect(reason?.reason).toBe('ahead_of_clock');
  }, 90_000);

  it('is served as fast while another floods (A08), who earns his time once and is slowed down', async () => {
    const [honest, flood] = await Promise.all([school.enter(7), school.enter(8)]);
    await honest.openLease();
    const startedMs = performance.now();
    await flood.openLease();
    await sleep(1_000);
    const answering: number[] = [];
    const replies: Promise<{ status: number }>[] = [];
    for (let burst = 0; burst < 5; burst++) {
      for (let i = 0; i < 60; i++) replies.push(flood.beat(1_000));
      const sentMs = performance.now();
      expect((await honest.beat(0)).status).toBe(200);
      answering.push(performance.now() - sentMs);
      await sleep(500);
    }
    const statuses = (await Promise.all(replies)).map((reply) => reply.status);
    const wallMs = performance.now() - startedMs;

    expect(new Set(statuses)).toEqual(new Set([200, 429, 409].filter((code) => statuses.includes(code))));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(100);
    await expectClockHeld(flood, wallMs);
    expect(flood.naive.reportedMs).toBeGreaterThan(20 * wallMs);
    // Her beats wait for no queue of his: 300 of them in a row would take far longer.
    const [, , middle] = answering.sort((a, b) => a - b);
    expect(middle).toBeLessThan(1_500);
  });
});

describe('positions that were never played', () => {
  it('finishing in one message earns nothing, at once and after 3 s (A06)', async () => {
    const attacker = await school.enter(9);
    const opened = await attacker.openLease();
    const { durationMs } = opened.body.standing;
    const finish = async () => {
      const whole = { played: { fromMs: 0, toMs: durationMs } };
      const extras = { finished: true, isEnd: true, completed: true, progress: 1, position: durationMs };
      for (const extra of [extras, { status: 'completed' }, { creditedMs: durationMs }, { role: 'admin' }]) {
        const refused = await attacker.post('/study/beats', { ...attacker.nextBeat(0), ...whole, ...extra });
        expect(refused.status).toBe(422);
        expect(refused.body).toMatchObject({ refused: 'bad_shape' });
      }
      const told = await attacker.beat(0, whole);
      expect(told.status).toBe(200);
      expect(told.body).toMatchObject({ earnedNowMs: 0, sendBackToMs: 0, completed: false });
    };
    await finish();
    await sleep(3_000);
    await finish();
    expect(await readLedger(school.sql, attacker.learner.id)).toMatchObject({ frontierMs: 0, completed: 0 });
    expect(attacker.naive.finished).toBe(true);
    await verifyLog(school.sql, attacker.learner.id);
  });

  it('seeking to the last second earns nothing and completes nothing (A04)', async () => {
    const attacker = await school.enter(10);
    const opened = await attacker.openLease();
    const { durationMs } = opened.body.standing;
    await sleep(1_500);
    expect((await attacker.beat(1_400)).body.earnedNowMs).toBe(1_400);
    for (const fromMs of [durationMs - 1_000, durationMs - 300, 30_000, 4_000]) {
      await sleep(1_000);
      const played = { fromMs, toMs: Math.min(durationMs, fromMs + 1_000) };
      const reply = await attacker.beat(0, { played });
      expect(reply.body).toMatchObject({ earnedNowMs: 0, sendBackToMs: 1_400, completed: false });
    }
    expect(await readLedger(school.sql, attacker.learner.id)).toMatchObject({
      frontierMs: 1_400,
      completed: 0,
    });
    const [event] = await readEvents(school.sql, attacker.learner.id, 'uncounted');
    expect(event).toMatchObject({ reason: 'seek_ahead', claimedFromMs: durationMs - 1_000 });
    // Progress as the furthest position would be the whole lesson.
    expect(attacker.naive.furthestMs).toBe(durationMs);
    await verifyLog(school.sql, attacker.learner.id);
  });

  it('a second is counted once, however often it is played (O2)', async () => {
    const attacker = await school.enter(11);
    await attacker.openLease();
    for (let round = 0; round < 4; round++) {
      await sleep(1_000);
      const reply = await attacker.beat(0, { played: { fromMs: 0, toMs: 900 } });
      expect(reply.body.earnedNowMs).toBe(round === 0 ? 900 : 0);
    }
    expect((await readLedger(school.sql, attacker.learner.id)).frontierMs).toBe(900);
    expect(attacker.naive.reportedMs).toBe(3_600);
    await verifyLog(school.sql, attacker.learner.id);
  });
});

describe('on a clock that the test turns', () => {
  /** Half an hour of beats that each claim `claimMs` in 5 s of the server's time. */
  function creep(claimMs: number): { earnedMs: number; wallMs: number; claimedMs: number } {
    const study = new SimulatedStudy(11, 21_600_000);
    let claimedMs = 0;
    let at = 0;
    while (study.now.monoMs - study.startedMs < 1_800_000) {
      study.wait(5_000);
      const toMs = at + claimMs;
      claimedMs += claimMs;
      const standing = study.beat({ played: { fromMs: at, toMs } });
      at = standing.sendBackToMs ?? toMs;
      if (study.state.control) {
        study.answer();
        at = study.state.progress.frontierMs;
      }
    }
    const wallMs = study.now.monoMs - study.startedMs;
    return { earnedMs: study.state.progress.frontierMs, wallMs, claimedMs };
  }

  it('half an hour at 1.05 and 1.1 comes to half an hour at most: no tolerance adds up (A03)', () => {
    for (const claimMs of [5_250, 5_500]) {
      const { earnedMs, wallMs, claimedMs } = creep(claimMs);
      expect(earnedMs).toBeLessThanOrEqual(wallMs);
      expect(claimedMs).toBeGreaterThan(wallMs * 1.04);
    }
    const honest = creep(5_000);
    expect(honest.earnedMs).toBe(honest.wallMs);
  });
});
