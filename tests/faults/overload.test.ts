import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headersOf } from '../../bench/crowd.ts';
import { honestBeats } from '../../bench/honest-beats.ts';
import { KeepAlive } from '../../bench/keep-alive.ts';
import { seed, type SeededLearner } from '../../bench/seed.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { testMasterKey } from '../harness/test-house.ts';

// More learners want to begin than the server can take in: who studies already notices nothing, nobody who was given a
// lease loses it, and those who were sent away come in later by themselves.

const studying = 40;
const waiting = 500;

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
  lines.forEach((line) => line.close());
  await server?.stop();
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const connect = async () => {
  const line = await KeepAlive.open({ host: '127.0.0.1', port: server.port }, () => {});
  lines.push(line);
  return line;
};

type Answer = { status: number; ms: number; fence?: number; againS?: number };

/** Asks for a lease once. */
async function openOne(line: KeepAlive, { enrolmentId, cookie }: SeededLearner): Promise<Answer> {
  const body = JSON.stringify({ enrolmentId, ordinal: 1, windowId: 'overload-window', takeOver: false });
  const head = headersOf('POST', '/study/leases', cookie, server.port);
  const startMs = performance.now();
  return new Promise((done) => {
    line.send(
      `${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      (status, got) => {
        const told = JSON.parse(got.toString('utf8')) as {
          standing?: { fence: number };
          facts?: { retryAfterS: number };
        };
        done({
          status,
          ms: performance.now() - startMs,
          fence: told.standing?.fence,
          againS: told.facts?.retryAfterS,
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

it('at three times its capacity it sends new leases away, and beats stay fast', async () => {
  const [students, crowd] = [learners.slice(0, studying), learners.slice(studying)];
  const own = await Promise.all(students.map(connect));
  const fences: number[] = [];
  for (const [i, student] of students.entries()) {
    const opened = await openOne(own[i] as KeepAlive, student);
    expect(opened.status).toBe(201);
    fences.push(opened.fence ?? 0);
  }
  const room = study(
    students.map(({ cookie }, i) => honestBeats({ cookie, fence: fences[i] ?? 0 }, server.port)),
    own,
  );
  await sleep(2_000);
  room.take();
  await sleep(5_000);
  const calm = room.take();

  // Its capacity: as many as it opens when as many ask as it lets work at once.
  const first = crowd.splice(0, 120);
  const four = await Promise.all([1, 2, 3].map(connect));
  const startMs = performance.now();
  await Promise.all(
    four.map(async (line) => {
      for (let one = first.shift(); one; one = first.shift())
        expect((await openOne(line, one)).status).toBe(201);
    }),
  );
  const capacity = 120_000 / (performance.now() - startMs);
  await sleep(2_000);
  room.take();

  // Three times that, for six seconds, whatever the answers take; who is sent away asks again when told, at the earliest.
  const free = await Promise.all(Array.from({ length: 200 }, connect));
  const wish = [...crowd];
  const answers: Answer[] = [];
  const given = new Map<SeededLearner, number>();
  const asked: Promise<void>[] = [];
  const seconds = 6;
  const total = Math.round(capacity * 3 * seconds);
  const beginMs = performance.now();
  for (let sent = 0; sent < total;) {
    while (sent < total && beginMs + (sent * 1_000) / (3 * capacity) <= performance.now()) {
      const [line, learner] = [free.pop(), wish.shift()];
      if (!line || !learner) break;
      sent += 1;
      asked.push(
        openOne(line, learner).then((answer) => {
          answers.push(answer);
          free.push(line);
          if (answer.status === 201) given.set(learner, answer.fence ?? 0);
          else wish.push(learner);
        }),
      );
    }
    if (performance.now() - beginMs > 1_000 * (seconds + 10)) break;
    await sleep(2);
  }
  await Promise.all(asked);
  const loaded = room.take();
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  const p = {
    calm: part(calm, 0.95),
    loaded: part(loaded, 0.95),
    shed: part(
      answers.filter((a) => a.status === 503).map((a) => a.ms),
      0.5,
    ),
  };
  console.log(
    `overload: capacity ${capacity.toFixed(0)} leases/s, asked ${answers.length}; given ${count(201)}, sent away ${count(503)} ` +
      `(half of them within ${p.shed.toFixed(0)} ms); beats p95 ${p.calm.toFixed(0)} ms before, ${p.loaded.toFixed(0)} ms under it ` +
      `(p50 ${part(calm, 0.5).toFixed(0)} / ${part(loaded, 0.5).toFixed(0)})`,
  );
  expect(count(201) + count(503)).toBe(answers.length);
  expect(count(201)).toBeGreaterThan(0);
  expect(count(503)).toBeGreaterThan(0);
  for (const { status, againS } of answers)
    if (status === 503) expect([3, 4, 5, 6, 7, 8, 9]).toContain(againS);
  expect(p.loaded).toBeLessThan(Math.max(250, 5 * p.calm));

  // Who was sent away comes in, by herself, when she asks again as told.
  const again = async (line: KeepAlive, learner: SeededLearner) => {
    for (let tries = 0; tries < 20; tries++) {
      const answer = await openOne(line, learner);
      if (answer.status === 201) return void given.set(learner, answer.fence ?? 0);
      await sleep((answer.againS ?? 1) * 1_000);
    }
  };
  const late = wish.splice(0, 100);
  await Promise.all(late.map((learner, i) => again(free[i] as KeepAlive, learner)));
  expect(late.every((learner) => given.has(learner))).toBe(true);
  expect(await room.end()).toBe(0);

  // No lease that was given is lost, neither an old one nor a new one.
  const rows = await database.sql<{ id: string; fence: number }[]>`
    select learner_id as id, fence from lease where ended_at is null`;
  const live = new Map(rows.map(({ id, fence }) => [id, fence]));
  for (const [learner, fence] of given) expect(live.get(learner.id)).toBe(fence);
  students.forEach(({ id }, i) => expect(live.get(id)).toBe(fences[i]));
}, 240_000);
