import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attacker } from '../cheats/attacker.ts';
import { setProfile, readRightAnswer } from '../cheats/open-school.ts';
import { digestRows, readBeats, readEvents, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openCuttableLine, type CuttableLine } from './cut-line.ts';

// A database that is away loses no second and doubles none: 503 with Retry-After, and the same beat again (I9).

let database: TestDatabase;
let line: CuttableLine;
let server: TestServer;
beforeAll(async () => {
  database = await openTestDatabase();
  await setProfile(database.sql, { popup_min_gap_s: 90, popup_max_gap_s: 120 });
  line = await openCuttableLine(database.databaseUrl);
  server = await startServer({ databaseUrl: line.databaseUrl });
});
afterAll(async () => {
  await server?.stop();
  await line?.close();
  await database?.close();
});

const enter = async (place: number) => {
  const learner = fixtureLearner(place);
  return new Attacker(server.url, await signIn(database.db, learner.phone), learner);
};

/** Sends the same beat with 1 s between two tries until it is answered by something else than 503. */
async function retry(window: Attacker, beat: ReturnType<Attacker['nextBeat']>) {
  for (;;) {
    const reply = await window.post<Record<string, number>>('/study/beats', beat);
    if (reply.status !== 503) return reply;
    await sleep(1_000);
  }
}

describe('the database goes away', () => {
  it('every request of a study says 503, when to come again, and that all is kept', async () => {
    const window = await enter(1);
    await window.openLease();
    const before = await digestRows(database.sql);
    await line.cut();
    const { fence, learner } = window;
    const replies = [
      await window.post('/study/beats', window.nextBeat(0)),
      await window.post('/study/leases', {
        enrolmentId: learner.enrolmentId,
        ordinal: 1,
        windowId: window.windowId,
        takeOver: false,
      }),
      await window.post('/study/answers', { fence, controlId: learner.id, answer: '12' }),
      await window.post('/study/leases/close', { fence }),
      await window.get('/study/credit'),
      await window.get(`/study/leases/${fence}/keys/0`),
    ];
    const health = await window.get('/healthz');
    await line.mend();
    for (const reply of replies) {
      expect(reply.status).toBe(503);
      expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(reply.body).toMatchObject({
        refused: 'busy',
        say: '现在人多,正在排队。',
        fix: '学过的都记着。',
      });
    }
    expect(health.status).toBe(503);
    expect(health.body).toMatchObject({ status: 'down', database: 'down' });
    expect(await digestRows(database.sql)).toBe(before);
    await expect.poll(async () => (await window.get('/healthz')).status, { timeout: 15_000 }).toBe(200);
  });

  it('a beat that fell into it earns once when it comes again: nothing is lost, nothing doubled', async () => {
    const window = await enter(2);
    const startedMs = performance.now();
    await window.openLease();
    await sleep(2_100);
    await window.beat(2_000);
    await sleep(2_100);
    await line.cut();
    const fallen = window.nextBeat(2_000);
    const refused = await window.post('/study/beats', fallen);
    expect(refused.status).toBe(503);
    await sleep(3_000);
    await line.mend();
    const counted = await retry(window, fallen);
    expect(counted.body).toMatchObject({ earnedNowMs: 2_000, frontierMs: 4_000, seq: 2 });
    // The answer is lost as well, and the beat comes once more.
    expect((await retry(window, fallen)).text).toBe(counted.text);
    expect((await readLedger(database.sql, window.learner.id)).frontierMs).toBe(4_000);
    expect(await readBeats(database.sql, window.learner.id)).toHaveLength(2);
    // Adding up every delivery would have counted it three times and more.
    expect(window.naive.reportedMs).toBeGreaterThanOrEqual(8_000);
    expect(performance.now() - startedMs).toBeGreaterThan(4_000);
    await verifyLog(database.sql, window.learner.id);
  });

  it('a control that was answered into it is answered once', async () => {
    await setProfile(database.sql, { popup_min_gap_s: 5, popup_max_gap_s: 10 });
    const window = await enter(4);
    await window.openLease();
    let controlId: string | undefined;
    while (!controlId) {
      await sleep(1_000);
      controlId = (await window.beat(1_000)).body.control?.id;
    }
    const right = await readRightAnswer(database.sql, controlId);
    await line.cut();
    expect((await window.answer(controlId, right)).status).toBe(503);
    await line.mend();
    await expect.poll(async () => (await window.get('/healthz')).status, { timeout: 15_000 }).toBe(200);
    expect((await window.answer(controlId, right)).body.result).toBe('right');
    expect((await window.answer(controlId, right)).body).toMatchObject({ refused: 'control_gone' });
    expect(await readEvents(database.sql, window.learner.id, 'control_answered')).toHaveLength(1);
    await verifyLog(database.sql, window.learner.id);
  });
});
