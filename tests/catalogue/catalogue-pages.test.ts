import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueWire } from '../../app/catalogue/public/catalogue.wire.ts';
import { readCatalogue } from '../../app/catalogue/public/read-catalogue.server.ts';
import { readOccupation } from '../../app/catalogue/public/read-occupation.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { enterOutline } from '../../db/seed/outline.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { newPhonePage } from '../harness/phone-page.ts';
import { startBrowser } from '../harness/start-browser.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { everywhere, findFaults, runAxe, setTextSize, textSizes } from '../harness/examine-page.ts';
import { putVersion } from './put-version.ts';

// P013, P017: the public catalogue. 100 minutes each, so that every sum is plain.

let database: TestDatabase;
let server: TestServer;
let browser: Browser;
const lessonMs = 6_000_000;
const demo = '演示批准（示例）';
const lessonId = async (occupationId: string, place: number) => {
  const [row] = await database.sql<{ id: string }[]>`
    select id from lesson where occupation_id = ${occupationId} order by slug offset ${place} limit 1`;
  return row?.id ?? '';
};
const put = async (occupationId: string, place: number, given: Parameters<typeof putVersion>[2] = {}) =>
  putVersion(database.sql, await lessonId(occupationId, place), { durationMs: lessonMs, ...given });
const read = () => readCatalogue(database.sql, readClock());

beforeAll(async () => {
  database = await openTestDatabase();
  await enterOutline(database);
  await pastGuards(database.sql, (tx) => tx`update video_version set state = 'withdrawn'`);
  await database.sql`update rule_profile set parameters = parameters ||
    '{"catalogue_targets": {"launch_year": 2090, "occupations_min": 2, "minutes_min": 500,
      "occupations_per_year": 2, "minutes_per_year": 500}}'`;
  [server, browser] = await Promise.all([startServer({ databaseUrl: database.databaseUrl }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.close();
});

test('128 outlines and nothing approved: an empty catalogue, in words', async () => {
  expect(await read()).toMatchObject({
    counted: { occupations: 0, minutes: 0 },
    target: { dueOn: '2090-12-31', occupations: 2, minutes: 500 },
    shortfall: { occupations: 2, minutes: 500 },
    overdue: null,
    occupations: [],
  });
  const page = await newPhonePage(browser, { url: server.url, expectedErrors: [/status of 404/] });
  await page.goto('/catalogue');
  const text = await page.locator('main').innerText();
  expect(text).toContain('还没有批准上线的课。');
  expect(text).toContain('还差 2 个工种、500 分钟,2090年12月31日前补上。');
  expect(text).not.toContain('认识老年人的身体变化');
  expect((await page.goto('/catalogue/elder-care'))?.status()).toBe(404);
  expect(await runAxe(page)).toEqual([]);
  await page.context().close();
});

test('counted as it is: newest version once, shared once, demonstrations apart, nothing unapproved', async () => {
  await put('elder-care', 0);
  await put('elder-care', 0, { number: 2, durationMs: lessonMs + 59_999 });
  await put('elder-care', 1, { state: 'approved' });
  await put('elder-care', 2, { state: 'withdrawn' });
  await put('elder-care', 3, { document: null });
  await put('common', 0);
  await put('infant-care', 0, { document: demo });
  // The same bytes once more, under another occupation.
  await put('hospital-care', 0, { source: 'same' });
  await put('hospital-care', 1, { source: 'same' });
  const catalogue = await read();
  expect(catalogue).toMatchObject({
    counted: { occupations: 3, minutes: 400 },
    demo: { occupations: 1, minutes: 100 },
    withoutDemo: { occupations: 2, minutes: 300 },
    shortfall: { occupations: 0, minutes: 200 },
  });
  expect(catalogue.occupations.map(({ id, lessons, minutes }) => [id, lessons.length, minutes])).toEqual([
    ['infant-care', 1, 100],
    ['elder-care', 1, 100],
    ['hospital-care', 2, 100],
    ['common', 1, 100],
  ]);
  const copies = catalogue.occupations.find(({ id }) => id === 'hospital-care')?.lessons ?? [];
  expect(copies.map(({ isCounted }) => isCounted).sort()).toEqual([false, true]);
});

test('GET /catalogue.json says the same numbers in its documented shape, to everybody alike', async () => {
  const plain = await fetch(`${server.url}/catalogue.json`);
  expect(plain.headers.get('cache-control')).toBe('public, max-age=60');
  expect(plain.headers.get('set-cookie')).toBeNull();
  const body = catalogueWire.parse(await plain.json());
  expect(body).toEqual(await read());
  const other = await fetch(`${server.url}/catalogue.json`, {
    headers: { Cookie: 'lang=en; text_size=xlarge' },
  });
  expect(await other.json()).toEqual(body);
});

test('the platform’s course stands open with what is published of it; a school’s only once it is released', async () => {
  const { sql } = database;
  const [course] = await sql<{ id: string }[]>`
    insert into course (occupation_id, title, level, institution_id)
    values ('elder-care', '学校的课', '五级/初级工', ${fixtures.institutionId}) returning id`;
  const [module] = await sql<{ id: string }[]>`
    insert into course_module (course_id, ordinal, name) values (${course?.id ?? ''}, 1, '模块') returning id`;
  const ours = await lessonId('elder-care', 0);
  const outlined = await lessonId('elder-care', 5);
  await sql`insert into module_lesson values (${module?.id ?? ''}, ${ours}, 1)`;
  const seen = () => readOccupation(sql, 'elder-care', readClock());
  const before = await seen();
  expect(before.courses.map(({ title, released }) => [title, released])).toEqual([['养老护理员', null]]);
  expect(before.courses[0]?.modules.map(({ name, lessons }) => [name, lessons.length])).toEqual([
    ['公共基础', 1],
    ['生活照护', 1],
  ]);
  expect(before.rest).toEqual([]);
  const [version] = await sql<{ id: string }[]>`
    insert into course_version (course_id, number) values (${course?.id ?? ''}, 1) returning id`;
  await sql`insert into course_lesson values (${version?.id ?? ''}, 1, ${ours}, '模块'), (${version?.id ?? ''}, 2, ${outlined}, '模块')`;
  const after = await seen();
  expect(after.courses.map(({ title }) => title)).toEqual(['养老护理员', '学校的课']);
  expect(after.courses[1]?.modules.flatMap(({ lessons }) => lessons.map(({ id }) => id))).toEqual([ours]);
});

test('a lesson in no course is shown too: every minute that counts can be found', async () => {
  const { sql } = database;
  const [lesson] = await sql<{ id: string }[]>`
    insert into lesson (occupation_id, slug, title) values ('elder-care', 'zz-alone', '单独的一课') returning id`;
  const id = await putVersion(sql, lesson?.id ?? '', { durationMs: lessonMs });
  expect((await readOccupation(sql, 'elder-care', readClock())).rest.map(({ title }) => title)).toEqual([
    '单独的一课',
  ]);
  const { counted, occupations } = await read();
  const shown = occupations.flatMap(({ lessons }) => lessons).filter(({ isCounted }) => isCounted);
  expect(Math.floor(shown.reduce((sum, { durationMs }) => sum + durationMs, 0) / 60_000)).toBe(
    counted.minutes,
  );
  await pastGuards(sql, (tx) => tx`delete from video_version where id = ${id}`);
});

test('what was due and is not there is said with its date', async () => {
  await database.sql`update rule_profile set parameters = jsonb_set(parameters, '{catalogue_targets,launch_year}',
    to_jsonb(extract(year from now() at time zone 'Asia/Shanghai')::int - 1))`;
  const year = Number((await read()).asOf.slice(0, 4));
  expect(await read()).toMatchObject({
    target: { dueOn: `${year}-12-31`, occupations: 4, minutes: 1000 },
    overdue: { target: { dueOn: `${year - 1}-12-31` }, shortfall: { occupations: 0, minutes: 200 } },
  });
});

test('both pages on every screen in every size: whole, named as demonstration, nothing that axe finds', async () => {
  const wrong: string[] = [];
  const page = await newPhonePage(browser, { url: server.url });
  for (const size of textSizes) {
    await setTextSize(page.context(), server.url, size);
    for (const path of ['/catalogue', '/catalogue/infant-care']) {
      const answer = await page.goto(path);
      expect(answer?.headers()['cache-control']).toMatch(/no-store/);
      wrong.push(...(await findFaults(page, `${path} ${size}`, everywhere)));
    }
  }
  expect(wrong).toEqual([]);
  await page.goto('/catalogue');
  const text = await page.locator('main').innerText();
  for (const said of ['其中演示 100 分钟', '其中演示 1 个工种', '“演示”不是正式批准', '400 / 1000 分钟'])
    expect(text).toContain(said);
  await page.getByRole('link', { name: '育婴员' }).click();
  await page.getByText(demo).waitFor();
  expect(await page.locator('main').innerText()).toContain('演示');
  await page.getByRole('link', { name: '返回' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/catalogue');
  await page.goto('/sign-in');
  await page.getByRole('link', { name: '看课程目录' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/catalogue');
  await page.context().close();
});
