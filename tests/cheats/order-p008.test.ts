import { createDecipheriv } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLesson } from '../harness/fixtures.ts';
import type { Attacker } from './attacker.ts';
import { openSchool, type School } from './open-school.ts';
import { readEvents, readLedger, verifyLog } from './read-ledger.ts';
import { digestLearner } from './watch-learner.ts';

// P008, I5: nothing of lesson n+1 before lesson n is complete in the ledger (E01), and no field says it is (E04).

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school?.close());

/** A platform that takes the lesson from the address: what these requests would have opened. */
let naiveOpened = 0;

async function tryLesson(window: Attacker, ordinal: unknown): Promise<[number, string]> {
  if (typeof ordinal === 'number' && ordinal > 1) naiveOpened++;
  const message = {
    enrolmentId: window.learner.enrolmentId,
    ordinal,
    windowId: window.windowId,
    takeOver: true,
  };
  const reply = await window.post<{ refused: string }>('/study/leases', message);
  return [reply.status, reply.body.refused];
}

it('lesson 2 by address: no lease, no playlist, no key, no credit (E01)', async () => {
  const window = await school.enter(1);
  expect(await tryLesson(window, 2)).toEqual([403, 'lesson_locked']);
  expect(await tryLesson(window, 3)).toEqual([404, 'not_found']);
  for (const ordinal of [0, -1, 1.5, '2', [2], null, true, 1_000, { $gt: 1 }])
    expect(await tryLesson(window, ordinal), JSON.stringify(ordinal)).toEqual([422, 'bad_shape']);
  // Without any lease there is no playlist and no key under any fence.
  for (const place of ['1/master.m3u8', '1/240p.m3u8', '1/keys/0', '2/keys/1', '1/subtitles.vtt'])
    expect((await window.get(`/study/leases/${place}`)).status, place).toBe(409);
  expect(await school.sql`select 1 from lease where learner_id = ${window.learner.id}`).toHaveLength(0);

  // Under the lease of lesson 1 every message is about lesson 1.
  await window.openLease();
  await window.studyHonestly(3_000, school.solve);
  expect(await tryLesson(window, 2)).toEqual([403, 'lesson_locked']);
  const rows = await school.sql`select ordinal from lesson_progress where learner_id = ${window.learner.id}`;
  expect(rows.map((row) => row['ordinal'])).toEqual([1]);
  expect(naiveOpened).toBeGreaterThanOrEqual(3);
  expect((await readLedger(school.sql, window.learner.id)).frontierMs).toBeGreaterThan(2_000);
  await verifyLog(school.sql, window.learner.id);
}, 60_000);

it("lesson 2's segments are ciphertext that lesson 1's keys do not open (E01)", async () => {
  const window = await school.enter(2);
  await window.openLease();
  const key = await fetchBytes(window, `/study/leases/${window.fence}/keys/0`);
  expect(key).toHaveLength(16);
  const segment = await fetchBytes(window, `/media/${fixtureLesson(2).videoVersionId}/240p/0.ts`);
  const own = await fetchBytes(window, `/media/${fixtureLesson(1).videoVersionId}/240p/0.ts`);
  const playlist = (await window.get(`/study/leases/${window.fence}/240p.m3u8`)).text;
  const iv = Buffer.from(/IV=0x([0-9a-f]{32})/.exec(playlist)?.[1] ?? '', 'hex');
  expect(opens(segment, key, iv)).toBe(false);
  // Positive control: the same key opens what it belongs to.
  expect(opens(own, key, iv)).toBe(true);
}, 60_000);

async function fetchBytes(window: Attacker, path: string): Promise<Buffer> {
  const answer = await fetch(window.url + path, { headers: { Cookie: window.cookie } });
  expect(answer.status, path).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** Whether `key` turns a segment into MPEG-TS: packets of 188 bytes that begin with 0x47. */
function opens(segment: Buffer, key: Buffer, iv: Buffer): boolean {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, iv);
    const plain = Buffer.concat([decipher.update(segment), decipher.final()]);
    return plain.length % 188 === 0 && plain[0] === 0x47 && plain[188] === 0x47;
  } catch {
    return false;
  }
}

it('fields that say what was earned, by whom and how far are refused wherever they stand (E04)', async () => {
  const window = await school.enter(3);
  await window.openLease();
  await window.studyHonestly(2_000, school.solve);
  const before = await digestLearner(school.sql, window.learner.id);
  const { enrolmentId } = window.learner;
  const { fence } = window;
  const controlId = '00000000-0000-4000-8000-000000000000';
  const messages: Record<string, object> = {
    '/study/leases': { enrolmentId, ordinal: 1, windowId: window.windowId, takeOver: true },
    '/study/beats': window.nextBeat(500),
    '/study/answers': { fence, controlId, answer: '12' },
    '/study/controls/swap': { fence, controlId, kind: 'number' },
    '/study/leases/close': { fence },
  };
  const extras = {
    ...{
      status: 'completed',
      completed: true,
      completedAt: '2030-01-01',
      creditedMs: 43_400,
      provenMs: 43_400,
    },
    ...{
      role: 'clerk',
      learnerId: window.learner.id,
      learner_id: window.learner.id,
      ordinalTo: 2,
      admin: true,
    },
    ...{ constructor: 1, toString: 'x', rules: { controlGapMaxMs: 1e9 }, isAdmin: 1, frontierMs: 43_400 },
  };
  let refused = 0;
  for (const [path, message] of Object.entries(messages)) {
    for (const [name, value] of Object.entries(extras)) {
      const reply = await window.post<{ refused: string }>(path, { ...message, [name]: value });
      expect([reply.status, reply.body.refused], `${path} ${name}`).toEqual([422, 'bad_shape']);
      refused++;
    }
    const hidden = JSON.stringify(message).replace('{', '{"__proto__":{"completed":true},');
    expect((await window.post(path, hidden)).status, path).toBe(422);
  }
  expect(refused).toBe(Object.keys(messages).length * Object.keys(extras).length);
  expect(await digestLearner(school.sql, window.learner.id)).toBe(before);
  // Who copies fields by name would have completed her lesson.
  expect(window.naive.finished).toBe(true);
  // Positive control: the same message without them is taken.
  expect((await window.post('/study/leases/close', { fence })).status).toBe(204);
  expect(await readEvents(school.sql, window.learner.id, 'lease_ended')).toHaveLength(1);
  await verifyLog(school.sql, window.learner.id);
}, 60_000);
