import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../harness/start-server.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readBeats, readEvents, readLedger, verifyLog } from './read-ledger.ts';

// P005 under races: the same moment asked for many times, of one server process and of two (B06, B07).

let school: School;
let second: TestServer;
beforeAll(async () => {
  school = await openSchool();
  second = await startServer({ databaseUrl: school.database.databaseUrl });
});
afterAll(async () => {
  await second?.stop();
  await school?.close();
});

/** Opens a lease, waits 2 s and sends one beat `times` times at once, in turn to each of `windows`. */
async function sendAtOnce(windows: Attacker[], times: number) {
  const [first] = windows;
  if (!first) throw new Error('no window');
  const startedMs = performance.now();
  expect((await first.openLease()).status).toBe(201);
  await sleep(2_100);
  const beat = first.nextBeat(2_000);
  const sending = Array.from({ length: times }, (_, i) =>
    windows[i % windows.length]?.post('/study/beats', beat),
  );
  const replies = (await Promise.all(sending)).flatMap((reply) => reply ?? []);
  return { replies, wallMs: performance.now() - startedMs };
}

async function expectCountedOnce(learnerId: string, replies: { status: number; text: string }[]) {
  const accepted = replies.filter(({ status }) => status === 200);
  expect(accepted.length).toBeGreaterThan(0);
  // Every accepted copy got the one committed answer.
  expect(new Set(accepted.map(({ text }) => text)).size).toBe(1);
  for (const { status } of replies) expect([200, 429]).toContain(status);
  expect(await readBeats(school.sql, learnerId)).toMatchObject([{ beatSeq: 1, earnedMs: 2_000 }]);
  expect((await readLedger(school.sql, learnerId)).frontierMs).toBe(2_000);
  await verifyLog(school.sql, learnerId);
}

describe('one beat, many copies', () => {
  it.each([
    [20, 1],
    [100, 2],
  ])('%i at once are counted once (B06)', async (times, place) => {
    const attacker = await school.enter(place);
    const { replies } = await sendAtOnce([attacker], times);
    await expectCountedOnce(attacker.learner.id, replies);
    expect(attacker.naive.reportedMs).toBe(2_000 * times);
  });

  it.each([
    [20, 3],
    [100, 4],
  ])('%i at once to two server processes are counted once (B07)', async (times, place) => {
    const attacker = await school.enter(place);
    const { replies } = await sendAtOnce([attacker, attacker.window(attacker.cookie, second.url)], times);
    await expectCountedOnce(attacker.learner.id, replies);
    expect(attacker.naive.reportedMs).toBe(2_000 * times);
  });

  it('thirty numbered copies at once, to both processes, share one stretch of time (B06, B07)', async () => {
    const one = await school.enter(5);
    const two = one.window(one.cookie, second.url);
    const startedMs = performance.now();
    await one.openLease();
    await sleep(2_100);
    const beats = Array.from({ length: 30 }, (_, i) => one.nextBeat(2_000, { seq: i + 1 }));
    const replies = await Promise.all(beats.map((beat, i) => (i % 2 ? two : one).post('/study/beats', beat)));
    const wallMs = performance.now() - startedMs;
    for (const { status } of replies) expect([200, 409]).toContain(status);
    const ledger = await readLedger(school.sql, one.learner.id);
    expect(ledger.frontierMs).toBe(2_000);
    expect(ledger.frontierMs).toBeLessThanOrEqual(wallMs);
    expect(one.naive.reportedMs).toBe(60_000);
    await verifyLog(school.sql, one.learner.id);
  });
});

describe('everything at once', () => {
  it('open, beat, answer and close of two processes leave one lease, one proof and a log that holds', async () => {
    const first = await school.enter(6);
    const startedMs = performance.now();
    await first.openLease();
    let control: string | undefined;
    while (!control) {
      await sleep(1_000);
      control = (await first.beat(1_000)).body.control?.id;
    }
    const right = await school.solve(control);
    const doors = [first, first.window(first.cookie, second.url)];
    const { fence } = first;
    const answers = Array.from({ length: 20 }, (_, i) =>
      doors[i % 2]?.post<{ result?: string; refused?: string }>('/study/answers', {
        fence,
        controlId: control,
        answer: right,
      }),
    );
    const beats = Array.from({ length: 10 }, (_, i) => {
      const beat = first.nextBeat(1_000);
      return doors[i % 2]?.post('/study/beats', beat);
    });
    const settled = (await Promise.all(answers)).map((reply) => reply?.body.result ?? reply?.body.refused);
    await Promise.all(beats);
    expect(settled.filter((result) => result === 'right')).toHaveLength(1);
    expect(settled.filter((result) => result === 'control_gone')).toHaveLength(19);

    const windows = Array.from({ length: 5 }, (_, i) =>
      first.window(first.cookie, i % 2 ? second.url : school.server.url),
    );
    const rush = [
      ...windows.map((window) => window.openLease({ takeOver: true })),
      ...[1, 2, 3].map((i) => doors[i % 2]?.post('/study/leases/close', { fence: fence + i })),
      ...windows.map((window, i) =>
        window.post('/study/beats', { ...window.nextBeat(500), fence: fence + i }),
      ),
    ];
    for (const reply of await Promise.all(rush)) expect([200, 201, 204, 409, 429]).toContain(reply?.status);
    const wallMs = performance.now() - startedMs;
    const [live] = await school.sql<{ n: number }[]>`
      select count(*)::int as n from lease where learner_id = ${first.learner.id} and ended_at is null`;
    expect(live?.n).toBeLessThanOrEqual(1);
    expect((await readLedger(school.sql, first.learner.id)).frontierMs).toBeLessThanOrEqual(wallMs);
    expect(await readEvents(school.sql, first.learner.id, 'control_answered')).toHaveLength(1);
    await verifyLog(school.sql, first.learner.id);
    expect(first.naive.reportedMs).toBeGreaterThan(10_000);
  });

  it('an honest learner beside all this earns what she watched', async () => {
    const honest = await school.enter(7);
    const startedMs = performance.now();
    await honest.openLease();
    await honest.studyHonestly(8_000, school.solve);
    const { frontierMs, provenMs } = await verifyLog(school.sql, honest.learner.id).then(() =>
      readLedger(school.sql, honest.learner.id),
    );
    expect(frontierMs).toBeLessThanOrEqual(performance.now() - startedMs);
    expect(frontierMs).toBeGreaterThan(7_200);
    expect(provenMs).toBeLessThanOrEqual(frontierMs);
  });
});
