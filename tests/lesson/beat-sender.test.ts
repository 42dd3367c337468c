import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { BeatSender } from '../../app/study/beat-sender.client.ts';
import { PlayedRange } from '../../app/study/played-range.client.ts';
import { request } from '../../app/study/study-requests.client.ts';
import type { Standing } from '../../app/study/study.wire.ts';
import { openBadLine, type Fate } from './bad-line.ts';

// I9: losing, delaying, duplicating any request costs an honest learner at most one beat.

const beatMs = 1_500;

/** Plays honestly for `seconds` on this line; answers what was earned and what went over the wire. */
async function play(fates: Fate[], seconds: number) {
  const line = await openBadLine(fates);
  const unanswered: boolean[] = [];
  const standings: Standing[] = [];
  const range = new PlayedRange(0, true);
  const startedMs = performance.now();
  const sender = new BeatSender({
    fence: 1,
    seq: 0,
    latest: () => {
      range.progress(Math.min(performance.now() - startedMs, seconds * beatMs), 1000);
      return range.advanced ? range.cut('waiting', true) : null;
    },
    send: (beat) =>
      request<Standing>(line.url, { body: JSON.stringify(beat), contentType: 'application/json' }),
    onStanding: (standing) => standings.push(standing),
    onRefused: (refusal) => expect.fail(refusal.refused),
    onUnanswered: (busy) => unanswered.push(busy),
    onSilence: () => expect.fail('silence'),
  });
  for (let beat = 1; beat <= seconds; beat++) {
    await sleep(Math.max(0, startedMs + beat * beatMs - performance.now()));
    range.progress(performance.now() - startedMs, 1000);
    sender.report(range.cut('waiting', true));
  }
  const playedMs = range.atMs;
  // What waits for an answer goes out, and what an earlier answer left over is told.
  for (let wait = 0; wait < 100 && line.ledger.frontierMs() < playedMs - beatMs; wait++) await sleep(100);
  sender.destroy();
  await line.close();
  return { line, playedMs, unanswered, standings };
}

/** Every seq was judged once, in order, and nobody was sent back. */
function expectFair({ line, playedMs, standings }: Awaited<ReturnType<typeof play>>): void {
  const seqs = line.ledger.taken.map((beat) => beat.seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  expect(standings.every((standing) => standing.sendBackToMs === null)).toBe(true);
  // The ledger counts whole milliseconds.
  expect(line.ledger.frontierMs()).toBeLessThanOrEqual(Math.ceil(playedMs));
  expect(playedMs - line.ledger.frontierMs()).toBeLessThanOrEqual(beatMs);
  for (const beat of line.tries) {
    for (const n of [beat.played.fromMs, beat.played.toMs, beat.ratePermille, beat.clientMs])
      expect(Number.isInteger(n)).toBe(true);
  }
}

it.concurrent('earns all of it on a good line', async () => {
  const done = await play([], 5);
  expectFair(done);
  expect(done.unanswered).toEqual([]);
});

it.concurrent('sends the same seq until it is answered when requests are lost', async () => {
  const done = await play(['pass', 'lost_before', 'lost_before', 'pass', 'pass', 'lost_before'], 9);
  expectFair(done);
  expect(done.line.tries.map((beat) => beat.seq).slice(0, 4)).toEqual([1, 2, 2, 2]);
  expect(done.unanswered).toEqual([false, false, false]);
});

it.concurrent('neither loses nor doubles a second when only the answer is lost', async () => {
  const done = await play(['pass', 'lost_after', 'pass', 'lost_after', 'lost_after'], 12);
  expectFair(done);
});

it.concurrent('waits its turn on a slow line', async () => {
  const done = await play(['slow', 'slow', 'slow', 'slow', 'pass'], 7);
  expectFair(done);
  // One at a time: a slow answer holds the next beat back, which then tells more.
  expect(done.line.tries.length).toBeLessThan(7);
});

it.concurrent('keeps the beat while the server is busy', async () => {
  const done = await play(['pass', 'busy', 'busy', 'pass'], 8);
  expectFair(done);
  expect(done.unanswered).toEqual([true, true]);
});

it.concurrent('tries at once when the line is back', async () => {
  const line = await openBadLine(['lost_before', 'lost_before', 'lost_before', 'pass']);
  let heard = 0;
  const sender = new BeatSender({
    fence: 1,
    seq: 4,
    latest: () => null,
    send: (beat) =>
      request<Standing>(line.url, { body: JSON.stringify(beat), contentType: 'application/json' }),
    onStanding: () => heard++,
    onRefused: () => undefined,
    onUnanswered: () => undefined,
    onSilence: () => undefined,
  });
  sender.report(new PlayedRange(0, true).cut('paused', true));
  await sleep(3_500);
  expect(line.tries.length).toBe(3);
  sender.nudge();
  await sleep(300);
  expect(heard).toBe(1);
  expect(new Set(line.tries.map((beat) => beat.seq))).toEqual(new Set([5]));
  sender.destroy();
  await line.close();
});

it.concurrent('a moment without progress does not part what was played while nobody answered', async () => {
  const line = await openBadLine(['lost_before', 'pass']);
  const play = (fromMs: number, toMs: number) => {
    const range = new PlayedRange(fromMs, true);
    range.progress(toMs, 1000);
    return range.cut('waiting', true);
  };
  const sender = new BeatSender({
    ...{ fence: 1, seq: 0, latest: () => null },
    send: (beat) =>
      request<Standing>(line.url, { body: JSON.stringify(beat), contentType: 'application/json' }),
    onStanding: () => undefined,
    onRefused: () => undefined,
    onUnanswered: () => undefined,
    onSilence: () => undefined,
  });
  sender.report(play(0, 400));
  sender.report(play(400, 400));
  sender.report(play(400, 800));
  sender.report(play(800, 800));
  await expect.poll(() => line.tries.map((beat) => beat.played.toMs)).toEqual([400, 800]);
  sender.destroy();
  await line.close();
});

it.concurrent('a rest that nobody heard of does not spend the time of what was played since', async () => {
  const line = await openBadLine(['lost_before', 'lost_before', 'pass']);
  const range = new PlayedRange(0, true);
  const startedMs = performance.now();
  const play = () => range.progress(performance.now() - startedMs, 1000);
  const standings: Standing[] = [];
  const sender = new BeatSender({
    ...{ fence: 1, seq: 0 },
    latest: () => {
      play();
      return range.advanced ? range.cut('waiting', true) : null;
    },
    send: (beat) =>
      request<Standing>(line.url, { body: JSON.stringify(beat), contentType: 'application/json' }),
    onStanding: (standing) => standings.push(standing),
    onRefused: () => undefined,
    onUnanswered: () => undefined,
    onSilence: () => undefined,
  });
  sender.report(range.cut('paused', true));
  await expect.poll(() => standings.length).toBe(1);
  expect(line.tries.map(({ seq, state }) => [seq, state])).toEqual([
    [1, 'paused'],
    [1, 'playing'],
    [1, 'playing'],
  ]);
  expect(standings[0]?.sendBackToMs).toBeNull();
  expect(line.ledger.frontierMs()).toBeGreaterThan(2_500);
  sender.destroy();
  await line.close();
});

it('tells a stretch as it was: seen or not, at which rate, played or waiting', () => {
  const range = new PlayedRange(10_000, true);
  range.progress(12_500.4, 1000);
  expect(range.cut('waiting', false)).toEqual({
    state: 'playing',
    visible: true,
    ratePermille: 1000,
    played: { fromMs: 10_000, toMs: 12_500 },
  });
  range.progress(13_000, 1500);
  expect(range.cut('paused', true)).toMatchObject({ state: 'playing', visible: false, ratePermille: 1500 });
  expect(range.cut('paused', true)).toMatchObject({ state: 'paused', visible: true, ratePermille: 1000 });
  range.jump(2_000, true);
  range.progress(Number.NaN, 1000);
  expect(range.cut('waiting', true)).toMatchObject({
    state: 'waiting',
    played: { fromMs: 2_000, toMs: 2_000 },
  });
});
