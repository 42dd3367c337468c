import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';

// I9: an opening that comes twice, because its answer got lost or the network doubled it, opens once and ends nothing.
// I4: its name opens nothing for anybody else, at any other place, or after its lease ended.

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

const drawName = () => randomBytes(16).toString('hex');
const countOpened = async ({ learner }: Attacker) =>
  (await readEvents(school.sql, learner.id, 'lease_opened')).length;

it('two of one opening at once, and three after them, give one lease', async () => {
  const window = await school.enter(1);
  const openingId = drawName();
  const open = () => window.openLease({ openingId, takeOver: true });
  const replies = await Promise.all([open(), open()]);
  for (let i = 0; i < 3; i += 1) replies.push(await open());
  expect(replies.map(({ status }) => status)).toEqual(Array(5).fill(201));
  expect(new Set(replies.map(({ body }) => body.standing.fence)).size).toBe(1);
  expect(await countOpened(window)).toBe(1);
});

it('one that comes late, after beats, ends nothing and earns nothing', async () => {
  const window = await school.enter(2);
  const openingId = drawName();
  const { body: first } = await window.openLease({ openingId });
  await sleep(1_500);
  expect((await window.beat(1_400)).body.earnedNowMs).toBeGreaterThan(1_000);
  const late = await window.post<typeof first>('/study/leases', {
    ...{ enrolmentId: window.learner.enrolmentId, ordinal: 1, windowId: window.windowId },
    ...{ takeOver: false, openingId },
  });
  expect(late.body.standing).toMatchObject({ fence: first.standing.fence, seq: 1 });
  expect(late.body.standing.frontierMs).toBe((await readLedger(school.sql, window.learner.id)).frontierMs);
  await sleep(1_500);
  const { status, body } = await window.beat(1_400);
  expect(status).toBe(200);
  expect(body.earnedNowMs).toBeGreaterThan(1_000);
  expect(await countOpened(window)).toBe(1);
  await verifyLog(school.sql, window.learner.id);
});

it('its name brings back no lease that ended, and takes none away', async () => {
  const window = await school.enter(3);
  const openingId = drawName();
  const { body } = await window.openLease({ openingId });
  const { fence } = body.standing;
  await window.close();
  expect((await window.openLease({ openingId })).body.standing.fence).toBeGreaterThan(fence);
  const other = window.window();
  expect((await other.openLease({ openingId })).body.refused).toBe('lease_elsewhere');
  expect((await other.openLease({ openingId, takeOver: true })).status).toBe(201);
  expect((await window.openLease({ openingId })).body.refused).toBe('lease_elsewhere');
  await verifyLog(school.sql, window.learner.id);
});

it('is nothing in the hands of another learner, for another lesson, or misspelt', async () => {
  const [window, stranger] = [await school.enter(4), await school.enter(5)];
  const openingId = drawName();
  const { body } = await window.openLease({ openingId });
  const { windowId } = window;
  const theirs = await stranger.openLease({ openingId, windowId });
  expect(theirs.status).toBe(201);
  expect(await countOpened(stranger)).toBe(1);
  expect((await window.openLease({ openingId, ordinal: 2 })).body.refused).toBe('lesson_locked');
  for (const bad of ['', 'short', 'x'.repeat(65), `${'a'.repeat(20)} `, 7])
    expect((await window.openLease({ openingId: bad as string })).status).toBe(422);
  expect((await window.beat(0)).status).toBe(200);
  expect(window.fence).toBe(body.standing.fence);
});
