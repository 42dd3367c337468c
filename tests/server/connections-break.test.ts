import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSchool, type School } from '../cheats/open-school.ts';
import { readLedger, verifyLog } from '../cheats/read-ledger.ts';
import { sitThrough } from './honest-player.ts';

// Connections to the database that break in the middle of a transaction: the server lives, and no second is lost (I9).

let school: School;
beforeAll(async () => {
  school = await openSchool({ popup_min_gap_s: 90, popup_max_gap_s: 120 });
});
afterAll(() => school?.close());

/** Breaks one connection in the middle of its transaction: it waits for the learner's lock, which this test holds. */
async function breakOne(learnerId: string): Promise<number> {
  return school.sql.begin(async (tx) => {
    await tx`select 1 from chain_head where learner_id = ${learnerId} for update`;
    for (let i = 0; i < 200; i++) {
      await sleep(10);
      const broken = await tx`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      if (broken.length > 0) return broken.length;
    }
    return 0;
  });
}

it('connections that break in the middle, again and again, cost an honest learner no second', async () => {
  const window = await school.enter(3);
  const startedMs = performance.now();
  await window.openLease();
  let ends = false;
  let broken = 0;
  const breaking = (async () => {
    while (!ends) {
      broken += await breakOne(window.learner.id);
      // A retry may pass before the next one breaks, however slow this machine is.
      await sleep(3_000);
    }
  })();
  const { playedMs, tries, sentBack, refused } = await sitThrough(window, 15_000).finally(
    () => (ends = true),
  );
  await breaking;
  expect({ sentBack, refused }).toEqual({ sentBack: 0, refused: null });
  // Some really fell into it.
  expect(broken).toBeGreaterThan(1);
  expect(tries).toBeGreaterThan(window.seq);
  const { frontierMs } = await readLedger(school.sql, window.learner.id);
  expect(frontierMs).toBeLessThanOrEqual(performance.now() - startedMs);
  expect(frontierMs).toBeGreaterThan(playedMs - 1_500);
  expect((await window.get('/healthz')).status).toBe(200);
  await verifyLog(school.sql, window.learner.id);
}, 150_000);
