import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Standing } from '../../app/study/study.wire.ts';
import type { Attacker } from '../cheats/attacker.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readBeats, readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { sitThrough, type Sitting } from './honest-player.ts';

// A server that is killed, and answers that never arrive: study goes on at the same second (I9).

let school: School;
let server: TestServer;
beforeAll(async () => {
  school = await openSchool({ popup_min_gap_s: 60, popup_max_gap_s: 90 });
  server = await startServer({ databaseUrl: school.database.databaseUrl });
});
afterAll(async () => {
  await server?.stop();
  await school?.close();
});

/** Sends a beat and hangs up before the answer. */
async function sendAndHangUp(window: Attacker, beat: ReturnType<Attacker['nextBeat']>): Promise<void> {
  const { hostname, port, host } = new URL(window.url);
  const body = JSON.stringify(beat);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const head = [
    'POST /study/beats HTTP/1.1',
    `Host: ${host}`,
    `Origin: ${window.url}`,
    `Cookie: ${window.cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  // The request has left; the answer is not read.
  await sleep(20);
  socket.destroy();
}

it('killed in the middle of a lesson and started again, not one second is lost beyond a beat, none doubled', async () => {
  const learners = await Promise.all([1, 2, 3].map((place) => school.enter(place, server.url)));
  const startedMs = performance.now();
  for (const window of learners) expect((await window.openLease()).status).toBe(201);

  const kill = async () => {
    for (const waitMs of [5_000, 4_000]) {
      await sleep(waitMs);
      const { port } = server;
      await server.kill9();
      await sleep(1_000);
      server = await startServer({ databaseUrl: school.database.databaseUrl, port });
    }
  };
  const [studied] = await Promise.all([
    Promise.all(learners.map((window) => sitThrough(window, 20_000))),
    kill(),
  ]);
  const wallMs = performance.now() - startedMs;
  for (const [index, window] of learners.entries()) {
    const { playedMs, tries, sentBack, refused } = studied[index] as Sitting;
    expect({ sentBack, refused }).toEqual({ sentBack: 0, refused: null });
    const { frontierMs } = await readLedger(school.sql, window.learner.id);
    expect(frontierMs).toBeLessThanOrEqual(wallMs);
    expect(frontierMs).toBeGreaterThan(playedMs - 1_500);
    expect(frontierMs).toBeLessThanOrEqual(Math.ceil(playedMs) + 30);
    // The server was really away, and what was sent again was not counted again.
    expect(tries).toBeGreaterThan(window.seq);
    expect(window.naive.reportedMs).toBeGreaterThan(frontierMs);
    const earned = await readBeats(school.sql, window.learner.id);
    expect(new Set(earned.map(({ beatSeq }) => beatSeq)).size).toBe(earned.length);
    await verifyLog(school.sql, window.learner.id);
    // The same window opens again and stands at the same second.
    expect((await window.openLease()).body.standing.frontierMs).toBe(frontierMs);
  }
});

it('an answer that got lost is given again, word for word', async () => {
  const window = await school.enter(4);
  await window.openLease();
  let earnedMs = 0;
  for (let round = 0; round < 4; round++) {
    await sleep(1_100);
    const beat = window.nextBeat(1_000);
    await sendAndHangUp(window, beat);
    await expect
      .poll(() => readLedger(school.sql, window.learner.id).then((ledger) => ledger.frontierMs), {
        timeout: 15_000,
      })
      .toBe(earnedMs + 1_000);
    earnedMs += 1_000;
    window.atMs = earnedMs;
    const [second, third] = [
      await window.post<Standing>('/study/beats', beat),
      await window.post<Standing>('/study/beats', beat),
    ];
    expect(second.body).toMatchObject({ seq: beat.seq, earnedNowMs: 1_000, frontierMs: earnedMs });
    expect(third.text).toBe(second.text);
  }
  expect(await readBeats(school.sql, window.learner.id)).toHaveLength(4);
  await verifyLog(school.sql, window.learner.id);
});
