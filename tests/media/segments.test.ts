import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { segmentsFirst } from '../../app/catalogue/segments-first.http.ts';
import { watchListener } from '../../app/platform/watch/watch-requests.http.ts';
import { refusalFor } from '../../app/platform/answer-refusal.ts';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import type { House } from '../../app/platform/house.server.ts';
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

it('who takes no bytes holds no more memory than the bound, and none when he has left', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenxue-slow-'));
  const store = openBlobStore(dataDir);
  const large = Buffer.alloc(12_000_000, 7);
  for (const n of [0, 1, 2]) await store.put(`media/${open}/240p/${n}.ts`, large);
  let streamed = 0;
  const blobs = {
    ...store,
    open: (...asked: Parameters<typeof store.open>) => ((streamed += 1), store.open(...asked)),
  };
  const house = { sql: school.sql, blobs, env: {} } as unknown as House;
  // Two of the three have room.
  const first = segmentsFirst(house, refusalFor, (_, response) => response.end(), 2.5 * large.length);
  const server = createServer(watchListener(first, false)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (n: number) => `GET /media/${open}/240p/${n}.ts HTTP/1.1\r\nHost: x\r\n\r\n`;
  const slow = (text: string) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    return new Promise<typeof socket>((done) => socket.once('data', () => done(socket.pause())));
  };
  const third = async () => {
    const { body } = await askRaw(`http://127.0.0.1:${port}`, `/media/${open}/240p/2.ts`);
    expect(body.equals(large)).toBe(true);
    return streamed;
  };
  const waiting = [await slow(ask(0).repeat(3)), await slow(ask(1))];
  expect(await third()).toBe(1);
  // Of three that wait on one connection the last is never begun.
  waiting[0]?.destroy();
  await sleep(200);
  expect(await third()).toBe(1);
  for (const socket of waiting) socket.destroy();
  server.close();
  await rm(dataDir, { recursive: true });
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
  await sleep(300);
  expect((await ask(`/media/${shut}/240p/0.ts`)).status).toBe(200);
});

it('a version that was withdrawn is gone within two seconds, also one that is asked for all the time', async () => {
  expect((await ask(segment)).status).toBe(200);
  await pastGuards(school.sql, (tx) => tx`update video_version set state = 'withdrawn' where id = ${open}`);
  const startMs = performance.now();
  while ((await ask(segment)).status !== 404) {
    expect(performance.now() - startMs).toBeLessThan(2_500);
    await sleep(100);
  }
  expect((await ask(segment, {}, 'HEAD')).status).toBe(404);
});
