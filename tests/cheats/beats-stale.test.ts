import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatedStudy } from '../rules/simulate-study.ts';
import { fixtures } from '../harness/fixtures.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, setProfile, type School } from './open-school.ts';
import { digestRows, readBeats, readEvents, readLedger, verifyLog } from './read-ledger.ts';

// Session and lease abuse (G01–G04): only time that the server saw counts, in order, for the holder.

let school: School;
/** Her lease is pinned to a rule of 5 s between two beats; the others' to one of 60 s. */
let sleeper: Attacker;
beforeAll(async () => {
  // No control comes in the time of these tests.
  school = await openSchool({ beat_gap_max_s: 5, popup_min_gap_s: 90, popup_max_gap_s: 120 });
  sleeper = await school.enter(1);
  await sleeper.openLease();
  await setProfile(school.sql, { beat_gap_max_s: 60 });
});
afterAll(() => school?.close());

describe.concurrent('a lease that was left alone', () => {
  it('gives nothing for the gap, and goes on from the frontier (G01)', async () => {
    await sleep(8_000);
    const slept = await sleeper.beat(8_000);
    expect(slept.body).toMatchObject({ earnedNowMs: 0, uncounted: 'gap', sendBackToMs: 0 });
    await sleep(1_100);
    expect((await sleeper.beat(1_000)).body).toMatchObject({ earnedNowMs: 1_000, frontierMs: 1_000 });
    await sleep(8_000);
    expect((await sleeper.beat(8_000)).body).toMatchObject({ earnedNowMs: 0, sendBackToMs: 1_000 });
    expect((await readLedger(school.sql, sleeper.learner.id)).frontierMs).toBe(1_000);
    expect(sleeper.naive.reportedMs).toBe(17_000);
    expect(await readEvents(school.sql, sleeper.learner.id, 'uncounted')).toMatchObject([
      { reason: 'gap', claimedToMs: 8_000 },
      { reason: 'gap', claimedToMs: 9_000 },
    ]);
    await verifyLog(school.sql, sleeper.learner.id);
  });

  it('for eight seconds, eight minutes or eight hours (G01)', () => {
    for (const gapMs of [61_000, 480_000, 28_800_000]) {
      const study = new SimulatedStudy(3, 21_600_000);
      study.playHonestly(30_000);
      const { frontierMs } = study.state.progress;
      study.wait(gapMs);
      const claim = { fromMs: frontierMs, toMs: Math.min(21_600_000, frontierMs + gapMs) };
      expect(study.beat({ played: claim })).toMatchObject({ earnedNowMs: 0, uncounted: 'gap', frontierMs });
      study.playHonestly(30_000);
      expect(study.state.progress.frontierMs).toBe(frontierMs + 30_000);
    }
  });
});

describe.concurrent('beats that were captured', () => {
  it('are counted once when they come twenty times, in order only, and a lost one costs itself (G02)', async () => {
    const attacker = await school.enter(2);
    await attacker.openLease();
    await sleep(1_100);
    const captured = attacker.nextBeat(1_000);
    const texts = new Set<string>();
    for (let i = 0; i < 20; i++) texts.add((await attacker.post('/study/beats', captured)).text);
    expect(texts.size).toBe(1);
    attacker.atMs = 1_000;

    await sleep(1_100);
    const fourth = attacker.nextBeat(1_000, { seq: 4 });
    const fifth = attacker.nextBeat(1_000, { seq: 5 });
    expect((await attacker.post('/study/beats', fifth)).body).toMatchObject({ earnedNowMs: 1_000, seq: 5 });
    for (const old of [fourth, captured, { ...fourth, seq: 2 }]) {
      const late = await attacker.post('/study/beats', old);
      expect(late.status).toBe(409);
      expect(late.body).toMatchObject({ refused: 'beat_out_of_order', facts: { lastSeq: 5 } });
    }
    attacker.atMs = 2_000;

    // A beat is lost on the way; the next one tells of both stretches.
    await sleep(1_100);
    attacker.nextBeat(1_000);
    await sleep(1_100);
    expect((await attacker.beat(2_100)).body).toMatchObject({ earnedNowMs: 2_100, frontierMs: 4_100 });
    expect(await readBeats(school.sql, attacker.learner.id)).toHaveLength(3);
    expect((await readLedger(school.sql, attacker.learner.id)).frontierMs).toBe(4_100);
    expect(attacker.naive.reportedMs).toBeGreaterThan(20_000);
    await verifyLog(school.sql, attacker.learner.id);
  });

  it('another order of the same time never gives more (G02)', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const study = new SimulatedStudy(seed);
      const seqs = Array.from({ length: 12 }, () => 1 + study.draw.drawInt(12));
      for (const seq of seqs) {
        study.wait(1_000);
        const fromMs = study.state.progress.frontierMs;
        if (seq > study.state.lease.lastSeq) study.beat({ seq, played: { fromMs, toMs: fromMs + 1_900 } });
      }
      expect(study.state.progress.frontierMs).toBeLessThanOrEqual(12_000);
    }
  });
});

describe.concurrent('a lease of somebody else', () => {
  it('is no lease: beats, answers, media and closing are refused and change nothing of hers (G03)', async () => {
    const [owner, thief] = [await school.enter(3), await school.enter(4)];
    // Her fence is 3, so that none of his has that number.
    for (let i = 0; i < 3; i++) expect((await owner.openLease()).status).toBe(201);
    expect(owner.fence).toBe(3);
    await sleep(1_100);
    await owner.beat(1_000);
    thief.fence = owner.fence;
    const before = await readLedger(school.sql, owner.learner.id);
    const seen = [
      await thief.beat(1_000),
      await thief.answer(owner.learner.id, '12'),
      await thief.post('/study/controls/swap', { fence: 3, controlId: owner.learner.id, kind: 'number' }),
      await thief.get('/study/leases/3/master.m3u8'),
      await thief.get('/study/leases/3/360p.m3u8'),
      await thief.get('/study/leases/3/keys/0'),
      await thief.get('/study/leases/3/subtitles.vtt'),
    ];
    for (const reply of seen) {
      expect(reply.status).toBe(409);
      expect(reply.body).toMatchObject({ refused: 'lease_ended', facts: { reason: 'unknown' } });
    }
    expect((await thief.close()).status).toBe(204);
    const refused = await thief.openLease({ enrolmentId: owner.learner.enrolmentId });
    expect(refused.body).toMatchObject({ refused: 'not_enrolled' });
    const elsewhere = await thief.openLease({ enrolmentId: fixtures.other.learner.enrolmentId });
    expect(elsewhere.body).toMatchObject({ refused: 'not_enrolled' });

    expect(await readLedger(school.sql, owner.learner.id)).toEqual(before);
    expect(await readLedger(school.sql, thief.learner.id)).toMatchObject({ frontierMs: 0 });
    await sleep(1_100);
    expect((await owner.beat(1_000)).body).toMatchObject({ earnedNowMs: 1_000, frontierMs: 2_000 });
    expect(thief.naive.reportedMs).toBeGreaterThan(0);
    await verifyLog(school.sql, owner.learner.id);
  });
});

describe.concurrent('a batch from off-line', () => {
  it('of thirty minutes comes to the seconds that the server saw (G04)', async () => {
    const attacker = await school.enter(5);
    const startedMs = performance.now();
    await attacker.openLease();
    await sleep(2_000);
    const statuses = new Set<number>();
    const phoneMs = Date.now() - 1_800_000;
    for (let i = 0; i < 360; i++) {
      const reply = await attacker.beat(5_000, { clientMs: phoneMs + i * 5_000 });
      statuses.add(reply.status);
      // He keeps to his story whatever the answers say.
      attacker.atMs = ((i + 1) * 5_000) % 55_000;
    }
    const wallMs = performance.now() - startedMs;
    const ledger = await readLedger(school.sql, attacker.learner.id);
    expect(ledger.frontierMs).toBeLessThanOrEqual(wallMs);
    expect(ledger.completed).toBe(0);
    for (const status of statuses) expect([200, 429]).toContain(status);
    expect(attacker.naive.reportedMs).toBeGreaterThanOrEqual(1_800_000);
    expect(attacker.naive.deviceMs).toBe(359 * 5_000);
    await verifyLog(school.sql, attacker.learner.id);
  });
});

describe('beside them', () => {
  it('closing an unknown lease writes nothing, and an honest learner earns what she watched', async () => {
    const honest = await school.enter(6);
    await honest.openLease();
    await honest.close();
    const before = await digestRows(school.sql);
    for (const fence of [1, 7, 1_000_000])
      expect((await honest.post('/study/leases/close', { fence })).status).toBe(204);
    expect(await digestRows(school.sql)).toBe(before);
    const startedMs = performance.now();
    await honest.openLease();
    await honest.studyHonestly(6_000, school.solve);
    const { frontierMs } = await readLedger(school.sql, honest.learner.id);
    expect(frontierMs).toBeLessThanOrEqual(performance.now() - startedMs);
    expect(frontierMs).toBeGreaterThan(5_500);
    await verifyLog(school.sql, honest.learner.id);
  });
});
