import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScript } from '../../app/approval/create-script.server.ts';
import { createVersion } from '../../app/approval/create-version.server.ts';
import { readVersion } from '../../app/approval/read-version.server.ts';
import { retryVersion } from '../../app/approval/retry-version.server.ts';
import { storeCaptions, storeRights } from '../../app/approval/store-companion.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { authorActor } from '../harness/copy-version.ts';
import { fixtureLesson } from '../harness/fixtures.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { tinyMarkdown } from '../media/tiny-lesson.ts';
import { author, codeOf, elsewhere, openAuthorHouse, speak } from './open-author-house.ts';

// Versions that are made from a text, with or without a human voice, and what is made once more.

let opened: Awaited<ReturnType<typeof openAuthorHouse>>;
let house: House;
let lessonId = '';
const captions = Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\n先洗手\n');

beforeAll(async () => {
  opened = await openAuthorHouse();
  ({ house, lessonId } = opened);
});
afterAll(() => opened?.close());

test('a text becomes a version; what cannot be read is said with its line', async () => {
  const tooMany = tinyMarkdown.replace('![](cup)', '| a | b |');
  await expect(createScript(house, author, lessonId, tooMany, readClock())).rejects.toMatchObject({
    code: 'script_wrong',
    facts: { zh: expect.stringMatching(/第 \d+ 行/) },
  });
  const noDrawing = tinyMarkdown.replace('cup', 'no-such-drawing');
  expect(await codeOf(createScript(house, author, lessonId, noDrawing, readClock()))).toBe('script_wrong');
  expect(await codeOf(createScript(house, author, lessonId, 'x'.repeat(300_000), readClock()))).toBe(
    'body_too_large',
  );
  for (const other of [fixtureLesson(1).lessonId, randomUUID()])
    expect(await codeOf(createScript(house, author, other, tinyMarkdown, readClock()))).toBe('not_found');
  const id = await createScript(house, author, lessonId, tinyMarkdown.replaceAll('\n', '\r\n'), readClock());
  const version = await readVersion(house, author, id);
  expect(version).toMatchObject({ state: 'uploaded', sourceKind: 'script', uploadedBy: author.personId });
  const [work] = await house.sql`select 1 from job where kind = 'prepare_version' and subject = ${id}`;
  expect(work).toBeDefined();
  // What the pipeline writes anew from a script is changed when it is there.
  expect(await codeOf(storeCaptions(house, author, id, captions))).toBe('version_step');
  expect(await codeOf(storeRights(house, author, id, { licence: '自己写的', portraitRights: '没有' }))).toBe(
    'done',
  );
});

test('a voice has a script made anew; what did not succeed is tried again; both once', async () => {
  const id = await opened.open();
  await speak(house, id, author);
  const version = await readVersion(house, author, id);
  expect(version).toMatchObject({ state: 'uploaded', hasVoice: true });
  expect(version.steps.at(-1)).toMatchObject({ what: 'remake', role: 'author', reason: 'x.mp3' });
  const [work] = await house.sql<{ done: boolean }[]>`
    select done_at is not null as done from job where kind = 'prepare_version' and subject = ${id}`;
  expect(work).toEqual({ done: false });
  await pastGuards(house.sql, (tx) => tx`update video_version set state = 'processing' where id = ${id}`);
  expect(await codeOf(speak(house, id, author))).toBe('version_step');
  expect(await codeOf(retryVersion(house, author, id, readClock()))).toBe('version_step');
  await pastGuards(house.sql, (tx) => tx`update video_version set state = 'failed' where id = ${id}`);
  await house.sql`update job set done_at = now(), tries = 3 where subject = ${id}`;
  expect(await codeOf(retryVersion(house, elsewhere, id, readClock()))).toBe('not_found');
  expect(await codeOf(retryVersion(house, author, id, readClock()))).toBe('done');
  const [again] = await house.sql`select done_at, tries from job where subject = ${id}`;
  expect(again).toEqual({ done_at: null, tries: 0 });
  expect(await codeOf(retryVersion(house, author, id, readClock()))).toBe('version_step');
  const video = randomUUID();
  const source = {
    kind: 'video' as const,
    blob: 'sources/x/video',
    sha256: Buffer.alloc(32),
    bytes: 1,
    name: 'x.mp4',
  };
  await house.sql.begin((tx) =>
    createVersion(tx, house.masterKey, lessonId, source, authorActor, readClock(), { id: video }),
  );
  expect(await codeOf(speak(house, video, author))).toBe('version_step');
});
