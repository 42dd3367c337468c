import { expect } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import type { HonestLearner } from './honest-learner.ts';

/** The keys of what she earned come, those far beyond do not (I10). */
export async function checkKeys(one: HonestLearner, sql: Sql): Promise<void> {
  const [row] = await sql<{ groupMs: number }[]>`
    select group_ms as "groupMs" from video_version where id = ${fixtureLesson(1).videoVersionId}`;
  if (!row) throw new Error('there is no video');
  const statusOf = (atMs: number) =>
    one.get(`/study/leases/${one.fence}/keys/${Math.floor(atMs / row.groupMs)}`);
  expect(await statusOf(0), 'I10: the first key').toBe(200);
  expect(await statusOf(one.ackedMs), 'I10: the key at the frontier').toBe(200);
  // The look-ahead is 45 s at most, and meanwhile she studies on.
  expect(await statusOf(one.ackedMs + 90_000), 'I10: a key beyond').toBe(425);
}
