import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import { publishVersion } from '../../app/approval/publish-version.server.ts';
import { videoStates, type VideoState } from '../../app/approval/version-life.ts';
import { admitAll, knock, visitors, type Cookies, type Visitor } from '../access/visitors.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { houseOf } from '../face/store-face.ts';
import { authorActor, copyVersion, dropCopies, leadVersion, openOffice } from '../harness/copy-version.ts';
import { platform } from '../harness/enter-script.ts';
import { pastGuards } from '../harness/past-guards.ts';

// H10, P011: what is not approved is given to nobody by any address; its own author and reviewers watch by their own routes.

let school: School;
let cookies: Cookies;
/** A version of the fixture author's in every state, each of a lesson of its own. */
const versions = {} as Record<VideoState, string>;
const lessons = {} as Record<VideoState, string>;

beforeAll(async () => {
  school = await openSchool();
  const house = houseOf(school.database);
  await openOffice(house);
  cookies = await admitAll(school);
  for (const state of videoStates) {
    const [lesson] = await school.sql<{ id: string }[]>`
      insert into lesson (occupation_id, slug, title) values ('test', ${`gate-${state}`}, ${`门 ${state}`}) returning id`;
    const lessonId = lesson?.id ?? '';
    const id = await copyVersion(house, { actor: authorActor, lessonId });
    versions[state] = id;
    lessons[state] = lessonId;
    const isMaking = ['uploaded', 'processing', 'failed'].includes(state);
    await leadVersion(house, id, isMaking ? 'processed' : state);
    // What is still being made keeps renditions and key of an earlier try: the guard is the state, not their absence.
    if (isMaking)
      await pastGuards(school.sql, (tx) => tx`update video_version set state = ${state} where id = ${id}`);
  }
}, 180_000);
afterAll(async () => {
  await dropCopies();
  await school?.close();
});

/** The class studies the lesson of this version first: the order of lessons is another clause's guard. */
const teach = (state: VideoState) =>
  pastGuards(
    school.sql,
    (tx) => tx`update course_lesson set lesson_id = ${lessons[state]} where ordinal = 1`,
  );

const handedIn: VideoState[] = ['submitted', 'approved', 'returned', 'rejected', 'published', 'withdrawn'];
/** The states in which each visitor may watch; the fixture reviewer is of the author's institution and still only reads. */
const mayWatch: Partial<Record<Visitor, VideoState[]>> = {
  author: ['processed', ...handedIn],
  reviewer: handedIn,
  inspector: ['published', 'withdrawn'],
  auditor: ['published', 'withdrawn'],
};
const refusedAs = (visitor: Visitor) =>
  visitor === 'nobody' ? 401 : ['author', 'reviewer', 'inspector', 'auditor'].includes(visitor) ? 404 : 403;

const files = [
  '240p/0.ts',
  '240p.m3u8',
  'master.m3u8',
  'keys/0',
  'subtitles.vtt',
  'transcript.txt',
  'poster.jpg',
  'manifest.txt',
];

describe.each(videoStates)('a version that is %s', (state) => {
  test.each(visitors)('by its own routes, as %s', async (visitor) => {
    const may = mayWatch[visitor]?.includes(state) ?? false;
    for (const file of files) {
      const { status, headers, text } = await knock(
        `${school.server.url}/versions/${versions[state]}/${file}`,
        cookies[visitor],
      );
      expect(status, file).toBe(may ? 200 : refusedAs(visitor));
      expect(headers.get('cache-control')).toMatch(/no-store/);
      if (!may) expect(JSON.parse(text)).toMatchObject({ refused: expect.any(String) });
    }
  });

  it('as a segment that anybody may fetch: only while it is published', async () => {
    const { status } = await knock(`${school.server.url}/media/${versions[state]}/240p/0.ts`, null);
    expect(status).toBe(state === 'published' ? 200 : 404);
  });

  it('for a learner of a class: no lease, no key, unless it is published', async () => {
    await teach(state);
    const window = await school.enter(1);
    const opened = await window.openLease({ takeOver: true });
    const keys = await window.get(`/study/leases/${window.fence}/keys/0`);
    const list = await window.get(`/study/leases/${window.fence}/240p.m3u8`);
    if (state === 'published') {
      expect([opened.status, keys.status, list.status]).toEqual([201, 200, 200]);
      expect(list.text).toContain(`/media/${versions.published}/240p/0.ts`);
      expect(list.text).not.toContain('/versions/');
    } else {
      expect([opened.status, opened.body.refused]).toEqual([409, 'lesson_not_ready']);
      expect(keys.status).not.toBe(200);
      expect(list.text).not.toContain(versions[state]);
    }
  });
});

it('another institution’s author and an unknown version: nothing, in any state', async () => {
  await school.sql`update person set institution_id = ${(await otherInstitution()) ?? ''} where phone = '13900000022'`;
  try {
    for (const id of [...Object.values(versions), '00000000-0000-4000-8000-000000000000', 'x', '%2e%2e'])
      for (const file of files) {
        const { status } = await knock(`${school.server.url}/versions/${id}/${file}`, cookies.author);
        expect(status, `${id} ${file}`).toBe(404);
      }
  } finally {
    await school.sql`update person set institution_id = ${authorActor.institutionId} where phone = '13900000022'`;
  }
});
const otherInstitution = async () =>
  (await school.sql<{ id: string }[]>`select id from institution where name = '外校机构'`)[0]?.id;

it('nothing beside the manifest, no way out of the folder, no key beyond the end', async () => {
  const base = `${school.server.url}/versions/${versions.published}`;
  const ask = async (path: string) => (await knock(`${base}/${path}`, cookies.reviewer)).status;
  await houseOf(school.database).blobs.put(`media/${versions.published}/240p/99999.ts`, Buffer.from('x'));
  for (const path of [
    '240p/99999.ts',
    '240p/..%2f..%2fx.ts',
    'questions.json',
    'keys/9999',
    'keys/-1',
    '999p.m3u8',
    '%2e%2e/x',
    'keys/0?kbps=x&',
    '240p/0.ts?kbps=1',
  ])
    expect(await ask(path), path).toBe(path.startsWith('keys/0') ? 200 : 404);
});

it('a range of a segment, byte for byte; a slow line takes its time', async () => {
  const url = `${school.server.url}/versions/${versions.submitted}/240p/0.ts`;
  const get = (range?: string, query = '') =>
    fetch(url + query, { headers: { Cookie: cookies.reviewer ?? '', ...(range ? { Range: range } : {}) } });
  const whole = Buffer.from(await (await get()).arrayBuffer());
  const part = await get('bytes=16-99');
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 16-99/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(16, 100));
  const beyond = await get(`bytes=${whole.length}-`);
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
  const kbps = Math.ceil((whole.length * 8) / 1000);
  const fromMs = performance.now();
  const slow = Buffer.from(await (await get(undefined, `?kbps=${kbps}`)).arrayBuffer());
  expect(performance.now() - fromMs).toBeGreaterThan(800);
  expect(slow).toEqual(whole);
  const list = await knock(
    `${school.server.url}/versions/${versions.submitted}/240p.m3u8?kbps=300`,
    cookies.reviewer,
  );
  expect(list.text).toContain('/240p/0.ts?kbps=300');
});

it('approved is not yet published: publishing makes a learner of the class able to play it', async () => {
  await teach('approved');
  const window = await school.enter(2);
  const open = () => window.openLease({ takeOver: true });
  expect((await open()).body.refused).toBe('lesson_not_ready');
  await publishVersion(houseOf(school.database), versions.approved, platform, readClock());
  expect((await open()).status).toBe(201);
  const key = await window.get(`/study/leases/${window.fence}/keys/0`);
  expect([key.status, key.text.length > 0]).toEqual([200, true]);
});
