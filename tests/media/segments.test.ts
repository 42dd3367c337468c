import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSchool, type School } from '../cheats/open-school.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { testDataDir } from '../harness/test-house.ts';
import { askRaw, told, tricksOf } from './segments.ts';

// P011, RFC 9110: a published segment is ciphertext that never changes, whole or in part; what is not published is nowhere.

let school: School;
const open = fixtureLesson(1).videoVersionId;
const shut = fixtureLesson(2).videoVersionId;
const segment = `/media/${open}/240p/0.ts`;
let bytes: Buffer;

beforeAll(async () => {
  school = await openSchool();
  bytes = await readFile(join(testDataDir, 'blobs', segment));
  await pastGuards(school.sql, (tx) => tx`update video_version set state = 'approved' where id = ${shut}`);
});
afterAll(() => school?.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  askRaw(school.server.url, path, { method, headers });

it('the whole of it, to be kept for ever; HEAD tells the same without a byte', async () => {
  const whole = await ask(segment);
  expect(whole.body.equals(bytes)).toBe(true);
  expect(told(whole)).toMatchObject({
    status: 200,
    'content-type': 'video/mp2t',
    'content-length': String(bytes.length),
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=31536000, immutable',
    'set-cookie': undefined,
  });
  const head = await ask(segment, {}, 'HEAD');
  expect(head.body).toHaveLength(0);
  expect(told(head)).toEqual(told(whole));
});

it.each([
  ['bytes=0-0', 0, 0],
  ['bytes=188-375', 188, 375],
  ['bytes=1000-', 1000, -1],
  ['bytes=-188', -188, -1],
  ['bytes=5-99999999', 5, -1],
])('a part by %s', async (range, first, last) => {
  const from = first < 0 ? bytes.length + first : first;
  const to = last < 0 ? bytes.length - 1 : last;
  const part = await ask(segment, { Range: range });
  expect(part.status).toBe(206);
  expect(part.body.equals(bytes.subarray(from, to + 1))).toBe(true);
  expect(told(part)).toMatchObject({
    'content-range': `bytes ${from}-${to}/${bytes.length}`,
    'content-length': String(to - from + 1),
    'cache-control': 'public, max-age=31536000, immutable',
  });
});

it('a part beyond its end is refused; what is no range that is known here is the whole', async () => {
  for (const range of [`bytes=${bytes.length}-`, 'bytes=-0', 'bytes=99999999-99999999']) {
    const refused = await ask(segment, { Range: range });
    expect([refused.status, refused.headers['content-range'], refused.body.length]).toEqual([
      416,
      `bytes */${bytes.length}`,
      0,
    ]);
    expect(refused.headers['cache-control']).toBe('no-store');
  }
  for (const range of ['bytes=0-1,3-4', 'lines=0-1', 'bytes=', 'bytes=a-b'])
    expect((await ask(segment, { Range: range })).body.equals(bytes), range).toBe(true);
});

it('what is not published is nowhere, whatever the address, and nothing may keep the answer', async () => {
  expect((await ask(`/media/${shut}/240p/0.ts`)).status).toBe(404);
  expect((await ask(`/media/${shut}/240p/0.ts`, { Range: 'bytes=0-1' })).status).toBe(404);
  expect((await ask(`/media/${shut}/240p/0.ts`, {}, 'HEAD')).status).toBe(404);
  for (const path of tricksOf(open, shut)) {
    const answer = await ask(path);
    expect([400, 404], path).toContain(answer.status);
    expect(answer.headers['cache-control'] ?? 'no-store', path).not.toContain('max-age=3');
  }
  // Positive control, last: what was asked for is there, and is given as soon as it is published.
  await pastGuards(school.sql, (tx) => tx`update video_version set state = 'published' where id = ${shut}`);
  await sleep(10_500);
  expect((await ask(`/media/${shut}/240p/0.ts`)).status).toBe(200);
});
