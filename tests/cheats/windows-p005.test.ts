import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attacker } from './attacker.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { liveAnew } from '../harness/live-anew.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { openSchool, type School } from './open-school.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';

// P005: one live lease a learner, over HTTP: nothing of a browser's locks is there to be stubbed (B03).

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const countLive = async (learnerId: string) => {
  const [row] = await school.sql<{ live: number }[]>`
    select count(*)::int as live from lease where learner_id = ${learnerId} and ended_at is null`;
  return row?.live;
};

async function expectOneClock(window: Attacker, wallMs: number) {
  const ledger = await readLedger(school.sql, window.learner.id);
  expect(ledger.frontierMs).toBeLessThanOrEqual(wallMs);
  expect(await countLive(window.learner.id)).toBeLessThanOrEqual(1);
  await verifyLog(school.sql, window.learner.id);
  return ledger;
}

/** Plays on in one window whatever it is told, a second of media each second, for `ms`; answers what it was told. */
async function playOn(window: Attacker, ms: number): Promise<number[]> {
  const endMs = performance.now() + ms;
  const statuses: number[] = [];
  let lastMs = performance.now();
  while (performance.now() < endMs) {
    await sleep(1_000);
    const nowMs = performance.now();
    const reply = await window.beat(nowMs - lastMs);
    lastMs = nowMs;
    statuses.push(reply.status);
    if (reply.status === 200 && reply.body.control) {
      const { id } = reply.body.control;
      const answered = await window.answer(id, await school.solve(id));
      if (answered.status === 200) window.atMs = answered.body.standing.frontierMs;
    }
  }
  return statuses;
}

describe.concurrent('tabs of one browser', () => {
  it('2, 3, 5 and 10 tabs of one lesson earn what one does; the losers know within a beat (B01, B03)', async () => {
    const race = async (place: number, tabs: number) => {
      const first = await school.enter(place);
      const windows = Array.from({ length: tabs }, () => first.window());
      const startedMs = performance.now();
      const opened: Attacker[] = [];
      for (const window of windows) {
        const { status } = await window.openLease({ takeOver: true });
        expect([201, 429]).toContain(status);
        if (status === 201) opened.push(window);
      }
      const told = await Promise.all(opened.map((window) => playOn(window, 12_000)));
      const wallMs = performance.now() - startedMs;
      const ledger = await expectOneClock(first, wallMs);
      // The last one goes on, the others are refused from their first beat on.
      expect(ledger.frontierMs).toBeGreaterThan(8_000);
      expect(new Set(told.at(-1))).toEqual(new Set([200]));
      for (const statuses of told.slice(0, -1)) expect(new Set(statuses)).toEqual(new Set([409]));
      expect(first.naive.reportedMs).toBeGreaterThan(ledger.frontierMs * opened.length * 0.8);
      return opened.length;
    };
    const opened = await Promise.all([race(1, 2), race(2, 3), race(3, 5), race(4, 10)]);
    expect(opened).toEqual([2, 3, 5, 6]);
  });

  it('a second window asks before it takes over, in the words of the rule; the first one studies on', async () => {
    const first = await school.enter(5);
    await first.openLease();
    const refused = await first.window().openLease();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      refused: 'lease_elsewhere',
      say: '您正在另一个窗口学。',
      fix: '要换到这里吗?',
    });
    await sleep(1_000);
    expect((await first.beat(900)).body.earnedNowMs).toBe(900);
    await verifyLog(school.sql, first.learner.id);
  });

  it('two tabs with two lessons earn what one does (B02)', async () => {
    // Lesson 1 of this learner is short, so that lesson 2 opens within the test.
    const alone = await openSchool();
    try {
      await pastGuards(
        alone.sql,
        (tx) => tx`update video_version set duration_ms = 9000 where id in (
          select v.id from video_version v join course_lesson c using (lesson_id) where c.ordinal = 1)`,
      );
      await liveAnew(alone.sql, fixtureLesson(1).videoVersionId);
      const one = await alone.enter(1);
      const startedMs = performance.now();
      expect((await one.openLease({ ordinal: 2 })).body).toMatchObject({ refused: 'lesson_locked' });
      await one.openLease();
      const done = await one.studyHonestly(30_000, alone.solve, 500);
      expect(done.completed).toBe(true);
      const two = one.window();
      expect((await one.openLease({ ordinal: 1 })).status).toBe(201);
      expect((await two.openLease({ ordinal: 2, takeOver: true })).status).toBe(201);
      // Played again, lesson 1 has nothing left to give; and its window has ended.
      const both = async (window: Attacker) => {
        const statuses: number[] = [];
        for (let i = 0; i < 6; i++) {
          await sleep(1_000);
          window.atMs = window === one ? i * 1_000 : window.atMs;
          const reply = await window.beat(1_000);
          statuses.push(reply.status);
          const id = reply.status === 200 ? reply.body.control?.id : undefined;
          if (id) window.atMs = (await window.answer(id, await alone.solve(id))).body.standing.frontierMs;
        }
        return statuses;
      };
      const [told, played] = await Promise.all([both(one), both(two)]);
      const wallMs = performance.now() - startedMs;
      expect(new Set(told)).toEqual(new Set([409]));
      expect(new Set(played)).toEqual(new Set([200]));
      const ledger = await readLedger(alone.sql, one.learner.id);
      expect(ledger.frontierMs).toBeLessThanOrEqual(wallMs);
      expect(ledger.frontierMs).toBeGreaterThan(9_000 + 4_500);
      expect(one.naive.reportedMs).toBeGreaterThan(ledger.frontierMs + 5_000);
      await verifyLog(alone.sql, one.learner.id);
    } finally {
      await alone.close();
    }
  });
});

describe.concurrent('two devices of one account', () => {
  it('the last start wins, the first is told why, and the log holds both (B04)', async () => {
    const [phone, laptop] = [await school.enter(6), await school.enter(6)];
    expect(phone.cookie).not.toBe(laptop.cookie);
    const startedMs = performance.now();
    await phone.openLease();
    await sleep(1_000);
    expect((await phone.beat(1_000)).status).toBe(200);
    expect((await laptop.openLease()).body).toMatchObject({ refused: 'lease_elsewhere' });
    expect((await laptop.openLease({ takeOver: true })).status).toBe(201);
    const [told, played] = await Promise.all([playOn(phone, 5_000), playOn(laptop, 5_000)]);
    await expectOneClock(phone, performance.now() - startedMs);
    expect(new Set(told)).toEqual(new Set([409]));
    expect(new Set(played)).toEqual(new Set([200]));
    const refused = await phone.beat(1_000);
    expect(refused.body).toMatchObject({ refused: 'lease_ended', facts: { reason: 'taken_over' } });
    expect(await readEvents(school.sql, phone.learner.id, 'lease_opened')).toHaveLength(2);
    expect(await readEvents(school.sql, phone.learner.id, 'lease_ended')).toMatchObject([
      { fence: 1, reason: 'taken_over' },
    ]);
  });

  it('restarting a lease again and again harvests nothing and is slowed down (B05)', async () => {
    const [a, b, honest] = [await school.enter(7), await school.enter(7), await school.enter(8)];
    const startedMs = performance.now();
    const statuses: number[] = [];
    let lastOpenMs = startedMs;
    for (let round = 0; round < 6; round++) {
      for (const window of [a, b]) {
        const askedMs = performance.now();
        statuses.push((await window.openLease({ takeOver: true })).status);
        if (statuses.at(-1) === 201) lastOpenMs = askedMs;
        await sleep(700);
      }
    }
    const wallMs = performance.now() - startedMs;
    expect(statuses.slice(0, 6)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(statuses).toContain(429);
    const opened = await readEvents(school.sql, a.learner.id, 'lease_opened');
    for (const { at } of opened) {
      const near = opened.filter(
        (other) => other.at.monoMs > at.monoMs - 20_000 && other.at.monoMs <= at.monoMs,
      );
      expect(near.length).toBeLessThanOrEqual(6);
    }
    // No beat was sent: seconds between a start and a take-over are nobody's.
    expect((await expectOneClock(a, wallMs)).frontierMs).toBe(0);
    // Each of the two claims half of it all; only the time of the last lease is anybody's.
    const claims = await Promise.all([a, b].map((window) => window.beat(wallMs / 2)));
    await expectOneClock(a, performance.now() - lastOpenMs);
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(a.naive.reportedMs + b.naive.reportedMs).toBeGreaterThan(wallMs * 0.9);
    // A reload or two are honest, and cost no second that was reported.
    await honest.openLease();
    await honest.studyHonestly(2_000, school.solve);
    const earnedMs = (await readLedger(school.sql, honest.learner.id)).frontierMs;
    expect((await honest.openLease()).body.standing.frontierMs).toBe(earnedMs);
    expect(earnedMs).toBeGreaterThan(1_500);
  });

  it('signing out everywhere stops the other device within one beat (B08)', async () => {
    const [owner, thief] = [await school.enter(9), await school.enter(9)];
    await thief.openLease();
    await sleep(1_200);
    expect((await thief.beat(1_000)).body.earnedNowMs).toBe(1_000);
    const left = await owner.send('/sign-out', {
      method: 'POST',
      body: new URLSearchParams({ everywhere: 'yes' }),
    });
    expect(left.status).toBe(302);
    for (let i = 0; i < 3; i++) {
      await sleep(500);
      const refused = await thief.beat(500);
      expect(refused.status).toBe(401);
      expect(refused.body).toMatchObject({ refused: 'signed_out', say: '您还没登录。' });
    }
    expect((await thief.openLease({ takeOver: true })).status).toBe(401);
    expect((await readLedger(school.sql, owner.learner.id)).frontierMs).toBe(1_000);
    expect(thief.naive.reportedMs).toBeGreaterThan(2_000);
    await verifyLog(school.sql, owner.learner.id);
  });

  const endings: [string, (personId: string, cookie: string) => Promise<unknown>][] = [
    ['is deleted', (id) => school.sql`delete from session where person_id = ${id}`],
    [
      'expires',
      (id) => school.sql`update session set expires_at = now() - interval '1 s' where person_id = ${id}`,
    ],
    [
      'has to set a password again',
      (id) =>
        school.sql`update person set password_hash = null, first_sign_in_code_hash = 'none' where id = ${id}`,
    ],
  ];
  it.each(endings)(
    'a sign-in that %s earns nothing and opens nothing from then on, whatever is remembered of it (B08)',
    async (_, end) => {
      const place = 10 + endings.findIndex(([, one]) => one === end);
      const window = await school.enter(place);
      await window.openLease();
      const key = () => window.get(`/study/leases/${window.fence}/keys/0`);
      for (let i = 0; i < 2; i++) {
        await sleep(600);
        expect((await window.beat(500)).body.earnedNowMs).toBe(500);
        expect((await key()).status).toBe(200);
      }
      const flood = Array.from({ length: 20 }, () => window.post('/study/beats', window.nextBeat(10)));
      await end(window.learner.id, window.cookie);
      await Promise.all(flood);
      const { frontierMs } = await readLedger(school.sql, window.learner.id);
      for (let i = 0; i < 3; i++) {
        await sleep(300);
        const refused = [(await window.beat(300)).status, (await key()).status];
        expect(refused.every((status) => status === 401 || status === 403)).toBe(true);
      }
      expect((await readLedger(school.sql, window.learner.id)).frontierMs).toBe(frontierMs);
      await verifyLog(school.sql, window.learner.id);
    },
  );
});
