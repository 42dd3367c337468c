import { expect } from 'vitest';
import type { Sql } from '../../db/client.ts';
import type { HonestLearner } from './honest-learner.ts';

/** The keys of what she earned come, those far beyond do not (I10). */
export async function checkKeys(one: HonestLearner, sql: Sql): Promise<void> {
  const [row] = await sql<{ groupMs: number; frontierMs: number }[]>`
    select v.group_ms as "groupMs", p.frontier_ms as "frontierMs" from lesson_progress p
    join video_version v on v.id = p.video_version_id where p.learner_id = ${one.learner.id}`;
  if (!row) throw new Error('she has not begun');
  const { groupMs, frontierMs } = row;
  const statusOf = (group: number) => one.get(`/study/leases/${one.fence}/keys/${group}`);
  expect(await statusOf(0), 'I10: the first key').toBe(200);
  expect(await statusOf(Math.floor(frontierMs / groupMs)), 'I10: the key at the frontier').toBe(200);
  // The look-ahead is 45 s at most, and meanwhile she studies on.
  const beyond = Math.ceil((frontierMs + 60_000) / groupMs);
  expect(await statusOf(beyond), 'I10: a key beyond').toBe(425);
}
