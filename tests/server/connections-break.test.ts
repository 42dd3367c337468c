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

/** The connections of this test itself, which stay. */
async function listOurs(): Promise<number[]> {
  const rows = await Promise.all(
    Array.from(
      { length: 16 },
      () => school.sql<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.05)`,
    ),
  );
  return rows.flat().map(({ pid }) => pid);
}

it('connections that break in the middle, again and again, cost an honest learner no second', async () => {
  const window = await school.enter(3);
  const ours = await listOurs();
  const startedMs = performance.now();
  await window.openLease();
  let ends = false;
  const breaking = (async () => {
    while (!ends) {
      await sleep(30);
      await school.sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> all(${ours}) and backend_start < clock_timestamp() - interval '500 ms'
            and state <> 'idle'`;
    }
  })();
  const { playedMs, tries, sentBack, refused } = await sitThrough(window, 12_000);
  ends = true;
  await breaking;
  expect({ sentBack, refused }).toEqual({ sentBack: 0, refused: null });
  // Some really fell into it.
  expect(tries).toBeGreaterThan(window.seq);
  const { frontierMs } = await readLedger(school.sql, window.learner.id);
  expect(frontierMs).toBeLessThanOrEqual(performance.now() - startedMs);
  expect(frontierMs).toBeGreaterThan(playedMs - 1_500);
  expect((await window.get('/healthz')).status).toBe(200);
  await verifyLog(school.sql, window.learner.id);
});
