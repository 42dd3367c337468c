import { afterAll, beforeAll, expect, it } from 'vitest';
import { signGrownChains } from '../../app/evidence/sign-checkpoint.server.ts';
import { endIdleLeases } from '../../app/study/end-idle-leases.server.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { testMasterKey } from '../harness/test-house.ts';

// What the worker keeps in order while nobody looks: sittings that were left, chains that have grown.

let school: School;
beforeAll(async () => {
  school = await openSchool({});
});
afterAll(() => school?.close());

it('a window that was left for 16 minutes is ended, one of 14 minutes is not, and she goes on with one request', async () => {
  const [left, resting] = await Promise.all([school.enter(1), school.enter(2)]);
  await left.openLease();
  await resting.openLease();
  const nowMs = Date.now();
  for (const [window, minutes] of [[left, 16] as const, [resting, 14] as const]) {
    await school.sql`update lease set last_seen_at = ${new Date(nowMs - minutes * 60_000)}
      where learner_id = ${window.learner.id}`;
  }
  expect(await endIdleLeases(school.sql, nowMs)).toBe(1);
  expect(await endIdleLeases(school.sql, nowMs)).toBe(0);
  expect((await left.beat(1_000)).status).toBe(409);
  expect((await resting.beat(0)).status).toBe(200);
  await left.openLease();
  expect((await left.beat(0)).status).toBe(200);
  await verifyLog(school.sql, left.learner.id);
});

it('every chain that has grown is signed once, and its end with it', async () => {
  const window = await school.enter(3);
  await window.openLease();
  await signGrownChains(school.sql, testMasterKey, Date.now());
  expect(await signGrownChains(school.sql, testMasterKey, Date.now())).toBe(0);
  const [signed] = await school.sql<{ isWhole: boolean }[]>`
    select bool_and(c.seq is not null) as "isWhole" from chain_head h
    left join checkpoint c on c.learner_id = h.learner_id and c.seq = h.seq and c.hash = h.hash where h.seq > 0`;
  expect(signed?.isWhole).toBe(true);
});
