import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { ControlPools } from '../../app/study/control-pool.server.ts';
import { openKnownStudies } from '../../app/study/known-studies.server.ts';
import { openBeatBook } from '../../app/study/record-beats.server.ts';
import type { Standing } from '../../app/study/study.wire.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readBeats, verifyLog } from './read-ledger.ts';

// One process looks at a learner's row twice at a time, and hears of its own beat by the second look first (I1, B06).

let school: School;
beforeAll(async () => {
  school = await openSchool({ beat_gap_max_s: 60, popup_min_gap_s: 90, popup_max_gap_s: 120 });
});
afterAll(() => school?.close());

/** The same database, whose answers to folds, and whose looks at a row, wait until they are let go. */
function holdBack(sql: Sql) {
  const held = { folds: [] as (() => void)[], looks: [] as (() => void)[] };
  const wait = (list: (() => void)[]) => new Promise<void>((go) => list.push(go));
  const slow = new Proxy(sql, {
    apply(target, self, args: unknown[]) {
      const text = Array.isArray(args[0]) ? args[0].join('?') : '';
      const run = () => Promise.resolve(Reflect.apply(target as never, self, args));
      if (text.includes('update chain_head c set rev'))
        return run().then((rows) => wait(held.folds).then(() => rows));
      if (text.includes('from chain_head where learner_id')) return wait(held.looks).then(run);
      return Reflect.apply(target as never, self, args) as unknown;
    },
  });
  const letGo = async (which: keyof typeof held) => {
    await expect.poll(() => held[which].length).toBeGreaterThan(0);
    held[which].shift()?.();
    await sleep(50);
  };
  return { sql: slow, letGo };
}

it('a beat that is seen in the row before its own answer comes is added once', async () => {
  const attacker: Attacker = await school.enter(1);
  await attacker.openLease();
  // With the first beat the moment of her photograph is drawn, which is more than a beat that earns.
  await sleep(1_100);
  await attacker.beat(1_000);
  const { sql, letGo } = holdBack(school.sql);
  // No control comes due.
  const pools = {
    of: async () => ({ pictures: [], numbers: [1], questions: [] }),
  } as unknown as ControlPools;
  const first = openBeatBook(sql, pools, openKnownStudies(sql));
  const second = openBeatBook(school.sql, pools, openKnownStudies(school.sql));
  const { id: learnerId } = attacker.learner;
  const token = attacker.cookie.split('=')[1] ?? '';
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const { fence } = attacker;
  const start = readClock();
  await sleep(2_600);
  const beat = (seq: number, fromMs: number, toMs: number) => ({
    ...{ learnerId, tokenHash, fence },
    arrived: { ...start, wallMs: start.wallMs + toMs - 1_000, monoMs: start.monoMs + toMs - 1_000 },
    beat: {
      ...{ fence, seq, state: 'playing' as const, visible: true, ratePermille: 1000 },
      ...{ played: { fromMs, toMs }, clientMs: 0 },
    },
  });
  const frontier = (answer: unknown) => (JSON.parse(answer as string) as Standing).frontierMs;

  const two = first(beat(2, 1_000, 1_500));
  await letGo('folds');
  expect(frontier(await two)).toBe(1_500);
  // The fourth comes before the third, and is looked at again when the third stands in the row but is not answered yet.
  const four = first(beat(4, 2_000, 2_500));
  await sleep(50);
  const three = first(beat(3, 1_500, 2_000));
  await sleep(200);
  await letGo('looks');
  await letGo('folds');
  expect(frontier(await three)).toBe(2_000);
  await letGo('folds');
  expect(frontier(await four)).toBe(2_500);
  // Another process takes the fifth; the first one is told another fifth.
  const answer = await second(beat(5, 2_500, 3_000));
  expect(frontier(answer)).toBe(3_000);
  const again = first(beat(5, 2_500, 3_400));
  void letGo('looks').catch(() => {});
  void letGo('folds').catch(() => {});
  expect(await again).toBe(answer);

  const beats = await readBeats(school.sql, learnerId);
  expect(beats.map(({ beatSeq }) => beatSeq)).toEqual([1, 2, 3, 4, 5]);
  expect(beats.slice(1).map(({ earnedMs }) => earnedMs)).toEqual([500, 500, 500, 500]);
  await verifyLog(school.sql, learnerId);
});
