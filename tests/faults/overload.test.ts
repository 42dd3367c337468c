import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headersOf } from '../../bench/crowd.ts';
import { honestBeats } from '../../bench/honest-beats.ts';
import { KeepAlive } from '../../bench/keep-alive.ts';
import { seed, type SeededLearner } from '../../bench/seed.ts';
import { checkInvariants } from './check-invariants.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { testMasterKey } from '../harness/test-house.ts';

// More learners want to begin than the server can take in: who studies already notices nothing, nobody who was given a
// lease loses it, and those who were sent away come in later by themselves.

const studying = 40;
const waiting = 14_000;
/** How long its capacity is measured, and how long three times that is asked. */
const fullS = 3;
const overloadS = 8;
const fullRates = [100, 200, 400];

let database: TestDatabase;
let server: TestServer;
let learners: SeededLearner[] = [];
const dataDir = mkdtempSync(join(tmpdir(), 'zhenxue-overload-'));
const lines: KeepAlive[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  ({ learners } = await seed(database, dataDir, testMasterKey, studying + waiting));
  server = await startServer({ databaseUrl: database.databaseUrl, env: { DATA_DIR: dataDir } });
});
afterAll(async () => {
  lines.splice(0).forEach((line) => line.close());
  await server?.stop();
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What is to be called when a connection ends that somebody waits on. */
const waits = new Map<KeepAlive, () => void>();
const connect = async () => {
  const gone = () => waits.get(line)?.();
  const line = await KeepAlive.open({ host: '127.0.0.1', port: server.port }, gone);
  lines.push(line);
  return line;
};

/** `againS`: the header Retry-After. */
type Answer = { status: number; ms: number; fence?: number; againS?: number; toldS?: number };

/** Asks for a lease once. */
async function openOne(line: KeepAlive, { enrolmentId, cookie }: SeededLearner): Promise<Answer> {
  const body = JSON.stringify({ enrolmentId, ordinal: 1, windowId: 'overload-window', takeOver: false });
  const head = headersOf('POST', '/study/leases', cookie, server.port);
  const startMs = performance.now();
  return new Promise((done) => {
    waits.set(line, () => done({ status: 0, ms: performance.now() - startMs }));
    line.send(
      `${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      (status, got, answerHead) => {
        waits.delete(line);
        const again = /^retry-after: *(\d+)\r?$/im.exec(answerHead)?.[1];
        const told = JSON.parse(got.toString('utf8')) as {
          standing?: { fence: number };
          facts?: { retryAfterS: number };
        };
        done({
          status,
          ms: performance.now() - startMs,
          fence: told.standing?.fence,
          againS: again === undefined ? undefined : Number(again),
          toldS: told.facts?.retryAfterS,
        });
      },
    );
  });
}

const part = (ms: number[], share: number) =>
  [...ms].sort((a, b) => a - b)[Math.floor(ms.length * share)] ?? 0;

/** Learners who study, a beat a second each; how long their answers take, by phase. */
function study(beats: ReturnType<typeof honestBeats>[], connections: KeepAlive[]) {
  let latencies: number[] = [];
  let refused = 0;
  let over = false;
  const one = async (beat: (typeof beats)[number], line: KeepAlive, i: number) => {
    const tally = { answers: 0, good: 0, earnedMs: 0, refused: {} };
    await sleep((i * 1_000) / beats.length);
    while (!over) {
      const startMs = performance.now();
      await new Promise<void>((done) => {
        line.send(beat.request(), (status, body) => {
          beat.take(status, body, tally);
          if (status !== 200) refused += 1;
          done();
        });
      });
      latencies.push(performance.now() - startMs);
      await sleep(Math.max(0, startMs + 1_000 - performance.now()));
    }
  };
  const all = Promise.all(beats.map((beat, i) => one(beat, connections[i] as KeepAlive, i)));
  return {
    /** The latencies since this was asked last, ms. */
    take: () => {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async end() {
      over = true;
      await all;
      return refused;
    },
  };
}

/** A learner before the door: how often she was sent away, and when she may ask again. */
type Asker = SeededLearner & { sentAway: number; askMs: number };

/**
 * A crowd before the door at a steady rate, whatever the answers take: who was sent away asks again, not sooner than she
 * was told, and goes before whoever asks for the first time.
 */
class Crowd {
  readonly given = new Map<Asker, number>();
  readonly answers: (Answer & { asker: Asker; sentMs: number })[] = [];
  readonly #fresh: Asker[];
  readonly #away: Asker[] = [];
  readonly #free: KeepAlive[];

  constructor(learners: SeededLearner[], connections: KeepAlive[]) {
    this.#fresh = learners.map((one) => ({ ...one, sentAway: 0, askMs: 0 }));
    this.#free = [...connections];
  }

  /** How many leases were opened a second, in the last two seconds. */
  get rate(): number {
    const fromMs = performance.now() - 2_000;
    return (
      this.answers.filter(({ status, sentMs, ms }) => status === 201 && sentMs + ms >= fromMs).length / 2
    );
  }

  /** Who was sent away and has not come in, soonest first. */
  get away(): Asker[] {
    return this.#away.filter((one) => !this.given.has(one)).sort((a, b) => a.askMs - b.askMs);
  }

  #next(isFresh: boolean): Asker | undefined {
    const nowMs = performance.now();
    const place = this.#away.findIndex(({ askMs }) => askMs <= nowMs);
    return place >= 0 ? this.#away.splice(place, 1)[0] : isFresh ? this.#fresh.shift() : undefined;
  }

  async #ask(line: KeepAlive, asker: Asker): Promise<void> {
    const sentMs = performance.now();
    const answer = await openOne(line, asker);
    this.#free.push(line);
    this.answers.push({ ...answer, asker, sentMs });
    if (answer.status === 201) return void this.given.set(asker, answer.fence ?? 0);
    asker.sentAway += 1;
    asker.askMs = performance.now() + 1_000 * (answer.againS ?? 0);
    this.#away.push(asker);
  }

  /**
   * Asks so often a second as `perSecond` says at the time, for so long; `isFresh`: newcomers as well. Answers how many a second
   * it came to.
   */
  async press(perSecond: () => number, seconds: number, isFresh = true): Promise<number> {
    const asked: Promise<void>[] = [];
    const beginMs = performance.now();
    let dueMs = beginMs;
    for (let nowMs = beginMs; nowMs < beginMs + 1_000 * seconds; nowMs = performance.now()) {
      const apartMs = 1_000 / perSecond();
      // What cannot be sent in time is not made up for in a burst.
      dueMs = Math.max(dueMs, nowMs - 500);
      for (; dueMs <= nowMs; dueMs += apartMs) {
        const line = this.#free.shift();
        const asker = line && this.#next(isFresh);
        if (line && !asker) this.#free.unshift(line);
        if (!line || !asker) break;
        asked.push(this.#ask(line, asker));
      }
      await sleep(2);
    }
    const tookMs = performance.now() - beginMs;
    await Promise.all(asked);
    return (1_000 * asked.length) / tookMs;
  }
}

it('at three times its capacity it sends new leases away, and beats stay fast', async () => {
  const students = learners.slice(0, studying);
  const fences: number[] = [];
  const first = await connect();
  for (const student of students) {
    const opened = await openOne(first, student);
    expect(opened.status).toBe(201);
    fences.push(opened.fence ?? 0);
  }
  // Connections that nobody uses for a while are closed: these are used at once.
  const own = await Promise.all(students.map(connect));
  const room = study(
    students.map(({ cookie }, i) => honestBeats({ cookie, fence: fences[i] ?? 0 }, server.port)),
    own,
  );
  await sleep(2_000);
  room.take();
  await sleep(5_000);
  const calm = room.take();

  const crowd = new Crowd(learners.slice(studying), await Promise.all(Array.from({ length: 120 }, connect)));
  const givenIn = (from: number) => crowd.answers.slice(from).filter(({ status }) => status === 201).length;
  // Its capacity: as many as it opens a second while more ask than it can take in, the most of three rates.
  let capacity = 0;
  for (const perSecond of fullRates) {
    const from = crowd.answers.length;
    await crowd.press(() => perSecond, fullS);
    capacity = Math.max(capacity, givenIn(from) / fullS);
  }
  expect(crowd.answers.some(({ status }) => status === 503)).toBe(true);
  room.take();

  // Should it open more than that, more are asked, too.
  const from = crowd.answers.length;
  const offered = await crowd.press(() => 3 * Math.max(capacity, crowd.rate), overloadS);
  const loaded = room.take();
  const givenRate = givenIn(from) / overloadS;
  const answers = crowd.answers.slice(from);
  const sentAway = answers.filter(({ status }) => status === 503);
  const returned = answers.filter(({ status, asker }) => status === 201 && asker.sentAway > 0);
  const p = {
    calm: part(calm, 0.95),
    loaded: part(loaded, 0.95),
    shed: part(
      sentAway.map(({ ms }) => ms),
      0.5,
    ),
  };
  console.log(
    `overload: capacity ${capacity.toFixed(0)} leases/s, offered ${offered.toFixed(0)}/s for ${overloadS} s; given ${givenRate.toFixed(0)}/s, sent away ${sentAway.length} ` +
      `(half of them within ${p.shed.toFixed(0)} ms), came in after having been sent away ${returned.length}; beats p95 ${p.calm.toFixed(0)} ms before, ${p.loaded.toFixed(0)} ms under it ` +
      `(p50 ${part(calm, 0.5).toFixed(0)} / ${part(loaded, 0.5).toFixed(0)})`,
  );
  expect(offered).toBeGreaterThanOrEqual(2.7 * Math.max(capacity, givenRate));
  expect(givenIn(from) + sentAway.length).toBe(answers.length);
  // More are sent away than come in, and those who come in are not many fewer than without the crowd.
  expect(sentAway.length).toBeGreaterThan(givenIn(from));
  expect(givenRate).toBeGreaterThan(capacity / 5);
  for (const { againS, toldS } of sentAway) {
    expect([3, 4, 5, 6, 7, 8, 9]).toContain(againS);
    expect(toldS).toBe(againS);
  }
  expect(returned.length).toBeGreaterThan(0);
  expect(p.loaded).toBeLessThan(Math.max(250, 5 * p.calm));

  // When nobody new comes, those who were sent away come in by themselves, each when she was told to ask again.
  const late = crowd.away.slice(0, 100);
  expect(late).toHaveLength(100);
  for (const endMs = performance.now() + 60_000; performance.now() < endMs;) {
    if (late.every((one) => crowd.given.has(one))) break;
    await crowd.press(() => capacity / 2, 1, false);
  }
  expect(late.filter((one) => !crowd.given.has(one))).toEqual([]);
  expect(await room.end()).toBe(0);
  lines.splice(0).forEach((line) => line.close());
  console.log(
    `overload: ${late.length} of those who were sent away came in later, ${crowd.given.size} in all`,
  );

  // No lease that was given is lost, neither an old one nor a new one.
  const rows = await database.sql<{ id: string; fence: number }[]>`
    select learner_id as id, fence from lease where ended_at is null`;
  const live = new Map(rows.map(({ id, fence }) => [id, fence]));
  for (const [learner, fence] of crowd.given) expect(live.get(learner.id)).toBe(fence);
  students.forEach(({ id }, i) => expect(live.get(id)).toBe(fences[i]));
  // Everybody's chain is counted; exports are made of those who studied, and of some who came late.
  const ids = [...students, ...late.slice(0, 40)].map(({ id }) => id);
  const checked = await checkInvariants(database.sql, ids);
  expect(checked.learners).toBe(studying + crowd.given.size);
}, 240_000);
