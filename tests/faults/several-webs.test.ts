import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attacker } from '../cheats/attacker.ts';
import { setProfile } from '../cheats/open-school.ts';
import { readBeats, readEvents, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { findFreePort, startServer, type TestServer } from '../harness/start-server.ts';
import { checkInvariants } from './check-invariants.ts';
import { sitThrough } from '../server/honest-player.ts';

// Several web processes at one address (0028): what one of them cannot know of the other doubles nothing, and one that
// dies takes nothing with it.

let database: TestDatabase;
let web: TestServer;
let metricsPort = 0;
beforeAll(async () => {
  database = await openTestDatabase();
  await setProfile(database.sql, { popup_min_gap_s: 90, popup_max_gap_s: 120, leases_per_hour_max: 30 });
  metricsPort = await findFreePort();
  const env = { WEB_PROCESSES: '2', LOG_LEVEL: 'debug', METRICS_PORT: String(metricsPort) };
  web = await startServer({ databaseUrl: database.databaseUrl, entry: 'web', env });
  while ((await answering()) < 2) await sleep(100);
});
afterAll(async () => {
  await web?.stop();
  await database?.close();
});

/** The web processes that live now. */
function processes(): number[] {
  const children = readFileSync(`/proc/${web.pid}/task/${web.pid}/children`, 'utf8').trim();
  const pids = children === '' ? [] : children.split(' ').map(Number);
  return pids.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server.mjs'));
}

/** Whether a connection of its own is answered. */
const askHealth = () =>
  fetch(`${web.url}/healthz`, { headers: { Connection: 'close' }, signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );

/** How many of them answer: each new connection goes to the next. */
async function answering(): Promise<number> {
  const before = web.stderr.length;
  for (let i = 0; i < 6; i++) await askHealth();
  return answeredBy('health', before).size;
}

/** Which processes answered requests of this kind, by their own lines. */
function answeredBy(kind: string, from = 0): Set<number> {
  const lines = web.stderr
    .slice(from)
    .map((line) => JSON.parse(line) as { pid: number; kind?: string; msg: string });
  return new Set(lines.filter((line) => line.kind === kind && line.msg === 'answered').map(({ pid }) => pid));
}

const enter = async (place: number) => {
  const learner = fixtureLearner(place);
  return new Attacker(web.url, await signIn(database.db, learner.phone), learner);
};
const times = <T>(n: number, work: () => Promise<T>) => Promise.all(Array.from({ length: n }, work));

describe('two processes that do not know of each other', () => {
  it('count one beat once, however often and wherever it comes', async () => {
    const window = await enter(1);
    await window.openLease();
    for (let round = 1; round <= 3; round++) {
      await sleep(1_050);
      const beat = window.nextBeat(1_000);
      const replies = await times(16, () => window.post('/study/beats', beat));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
      window.atMs = round * 1_000;
    }
    expect(answeredBy('beat').size).toBe(2);
    expect((await readLedger(database.sql, window.learner.id)).frontierMs).toBe(3_000);
    expect(await readBeats(database.sql, window.learner.id)).toHaveLength(3);
    await verifyLog(database.sql, window.learner.id);
  });

  it('open no more leases than one would, and leave one alive', async () => {
    const window = await enter(2);
    const asked = await times(24, () => window.window().openLease({ takeOver: true }));
    const opened = asked.filter(({ status }) => status === 201);
    expect(opened.length).toBeGreaterThan(0);
    // Six in twenty seconds (B05).
    expect(opened.length).toBeLessThanOrEqual(6);
    expect(answeredBy('lease').size).toBe(2);
    const rows =
      await database.sql`select fence from lease where learner_id = ${window.learner.id} and end_reason is null`;
    expect(rows).toHaveLength(1);
    expect(new Set(opened.map(({ body }) => body.standing.fence)).size).toBe(opened.length);
    await verifyLog(database.sql, window.learner.id);
  });

  it('let nobody guess a password more often', async () => {
    const { phone } = fixtureLearner(5);
    const stranger = new Attacker(web.url, '', fixtureLearner(5));
    const from = web.stderr.length;
    let n = 0;
    const replies = await times(40, () => stranger.post('/session', { phone, password: `guess-${n++}` }));
    const count = (status: number) => replies.filter((reply) => reply.status === status).length;
    // Five failures of one number from one place (H09).
    expect(count(401)).toBe(5);
    expect(count(429)).toBe(35);
    expect(answeredBy('sign_in', from).size).toBe(2);
  });

  it('let nobody answer a control twice', async () => {
    await setProfile(database.sql, { popup_min_gap_s: 5, popup_max_gap_s: 10 });
    const window = await enter(6);
    await window.openLease();
    let id: string | undefined;
    for (let i = 0; i < 16 && !id; i++) {
      await sleep(1_000);
      id = (await window.beat(1_000)).body.control?.id;
    }
    const [row] = await database.sql<{ answer: string }[]>`
      select right_answer as answer from control where id = ${id ?? ''}`;
    const guesses = Array.from({ length: 12 }, (_, i) => (i === 7 ? (row?.answer ?? '') : `${i}0`));
    const replies = await Promise.all(guesses.map((guess) => window.answer(id ?? '', guess)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await readEvents(database.sql, window.learner.id, 'control_answered')).toHaveLength(1);
    await verifyLog(database.sql, window.learner.id);
  });

  it('are told to Prometheus as one', async () => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const beats = /^zhenxue_requests_total\{kind="beat",status="2xx"\} (\d+)$/m.exec(text);
    expect(Number(beats?.[1])).toBeGreaterThanOrEqual(48);
    expect(text).toMatch(/^zhenxue_database_up 1$/m);
  });
});

describe('one of them is killed', () => {
  it('the other answers, it is started again, and nobody loses more than a beat', async () => {
    await setProfile(database.sql, { popup_min_gap_s: 90, popup_max_gap_s: 120 });
    const windows = await Promise.all([7, 8, 9].map(enter));
    const startedMs = performance.now();
    for (const window of windows) expect((await window.openLease()).status).toBe(201);
    let ends = false;
    let unanswered = 0;
    let killed = 0;
    const asking = (async () => {
      while (!ends) {
        if (!(await askHealth())) unanswered += 1;
        await sleep(100);
      }
    })();
    const killing = (async () => {
      await sleep(3_000);
      const [first = 0] = processes();
      process.kill(first, 'SIGKILL');
      killed = first;
      const others = () => processes().filter((pid) => pid !== first).length;
      await expect.poll(others, { timeout: 20_000 }).toBe(2);
      await expect.poll(answering, { timeout: 60_000 }).toBe(2);
    })();
    const [sittings] = await Promise.all([
      Promise.all(windows.map((window) => sitThrough(window, 12_000))),
      killing,
    ]);
    ends = true;
    await asking;
    const wallMs = performance.now() - startedMs;
    // Only what was on its way to the one that died.
    expect(unanswered).toBeLessThanOrEqual(2);
    for (const [i, window] of windows.entries()) {
      const { playedMs, sentBack, refused } = sittings[i] ?? { playedMs: 0, sentBack: -1, refused: null };
      expect({ sentBack, refused }).toEqual({ sentBack: 0, refused: null });
      const { frontierMs } = await readLedger(database.sql, window.learner.id);
      expect(frontierMs).toBeGreaterThan(playedMs - 1_500);
      expect(frontierMs).toBeLessThanOrEqual(Math.min(wallMs, Math.ceil(playedMs) + 30));
      const earned = await readBeats(database.sql, window.learner.id);
      expect(new Set(earned.map(({ beatSeq }) => beatSeq)).size).toBe(earned.length);
      await verifyLog(database.sql, window.learner.id);
    }
    // What the operator finds: which one ended, how, and that another began.
    const ended = web.stderr.filter((line) => line.includes('a web process ended'));
    expect(ended.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'error', web: killed, how: 'SIGKILL', livedMs: expect.any(Number) },
    ]);
    const from = web.stderr.indexOf(ended[0] ?? '');
    expect(web.stderr.slice(from).filter((line) => line.includes('"msg":"listening"'))).toHaveLength(1);
    for (const window of windows) await window.close();
    await checkInvariants(database.sql);
  }, 150_000);
});
