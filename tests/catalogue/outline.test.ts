import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBlobStore } from '../../app/platform/blobs.server.ts';
import { readAttendance } from '../../app/training/in-person/read-attendance.server.ts';
import { readInPersonHours } from '../../app/training/in-person/read-in-person-hours.server.ts';
import { openDatabase, type Database } from '../../db/client.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { seedDemo } from '../../db/seed.ts';
import { demoCourseVersionId } from '../../db/seed/demo-course.ts';
import { demoId } from '../../db/seed/demo-id.ts';
import { enterOutline, outlineCourseId } from '../../db/seed/outline.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey, testPostgres } from '../harness/test-house.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await enterOutline(database);
});
afterAll(() => database?.close());

/** Everything that the outline writes, row by row. */
async function readAll() {
  const { sql } = database;
  return {
    occupations: await sql`select * from occupation order by id`,
    courses: await sql`select * from course order by id`,
    modules: await sql`select * from course_module order by id`,
    lessons: await sql`select * from lesson order by occupation_id, slug`,
    places: await sql`select * from module_lesson order by module_id, ordinal`,
  };
}

const count = async (what: PromiseLike<readonly object[]>) =>
  Number(((await what)[0] as { n?: string } | undefined)?.n);

test('eight occupations, eight courses, 128 lessons; the common module is no occupation and stands in every course', async () => {
  const { sql } = database;
  const ours = sql`institution_id = (select id from institution where kind = 'platform')`;
  expect(await count(sql`select count(distinct occupation_id) as n from course where ${ours}`)).toBe(8);
  expect(await count(sql`select count(*) as n from course where ${ours}`)).toBe(8);
  expect(await count(sql`select count(*) as n from lesson where ${ours}`)).toBe(128);
  const modules = await sql<{ name: string; lessons: number; courses: number }[]>`
    select m.name, count(*)::int as lessons, count(distinct ml.lesson_id)::int as courses
    from course_module m join module_lesson ml on ml.module_id = m.id where m.ordinal = 1 group by m.name`;
  expect(modules).toEqual([{ name: '公共基础', lessons: 64, courses: 8 }]);
  const [elder] = await sql`select * from course where id = ${outlineCourseId('elder-care')}`;
  expect(elder).toMatchObject({
    level: '五级/初级工',
    standard_name: '养老护理员国家职业技能标准',
    standard_year: 2019,
    standard_code: '4-10-01-05',
    is_standard_verified: false,
    programme_hours: 40,
  });
  expect(await count(sql`select count(*) as n from course where ${ours} and is_standard_verified`)).toBe(0);
  // A code that nobody knows is left empty.
  const codes = await sql<{ code: string }[]>`select standard_code as code from course where ${ours}`;
  expect(codes.filter(({ code }) => /^\d(-\d\d){3}$/.test(code))).toHaveLength(6);
  expect(codes.filter(({ code }) => code === '')).toHaveLength(2);
  expect(elder?.['standard_items']).toContainEqual({ name: '生活照护', theoryWeightPct: 60 });
});

test('topics and work content come from the script where one is written; an outline is no version and no minute', async () => {
  const { sql } = database;
  const [written] =
    await sql`select * from lesson where occupation_id = 'common' and slug = '02-law-and-rights'`;
  expect(written).toMatchObject({ standard_item: '基础知识', planned_minutes: 20 });
  expect(written?.['tags']).toContain('law');
  expect(
    await count(sql`select count(*) as n from video_version v join lesson l on l.id = v.lesson_id
      where l.institution_id = (select id from institution where kind = 'platform')`),
  ).toBe(0);
});

test('entering it again, also twice at once, changes nothing', async () => {
  const before = await readAll();
  await enterOutline(database);
  await Promise.all([enterOutline(database), enterOutline(database)]);
  expect(await readAll()).toEqual(before);
});

test('what authors changed since stays changed; a lesson that is new to the outline is added', async () => {
  const { sql } = database;
  const courseId = outlineCourseId('infant-care');
  await sql`update course_module set name = '先学这些' where course_id = ${courseId} and ordinal = 2`;
  await sql`delete from module_lesson ml using course_module m
    where m.id = ml.module_id and m.course_id = ${courseId} and m.ordinal = 1`;
  // As an earlier release entered them.
  await sql`update course set is_standard_verified = true where id = ${courseId}`;
  await sql`update course set standard_code = '4-10-xx' where id = ${outlineCourseId('orphan-care')}`;
  await sql`update lesson set title = '另一个名字' where occupation_id = 'common' and slug = '01-work-ethics'`;
  // As if the outline had grown by one lesson since.
  await sql`delete from module_lesson ml using lesson l
    where l.id = ml.lesson_id and l.occupation_id = 'infant-care' and l.slug like '01-%'`;
  await sql`delete from lesson where occupation_id = 'infant-care' and slug like '01-%'`;
  await enterOutline(database);
  expect(
    await sql`select standard_code, is_standard_verified from course
    where id in (${courseId}, ${outlineCourseId('orphan-care')}) order by standard_code`,
  ).toEqual([
    { standard_code: '', is_standard_verified: false },
    { standard_code: '4-10-01-02', is_standard_verified: false },
  ]);
  const kept = await sql`select m.name, m.ordinal, count(ml.lesson_id)::int as lessons from course_module m
    left join module_lesson ml on ml.module_id = m.id where m.course_id = ${courseId} group by m.id order by m.ordinal`;
  expect(kept[0]).toMatchObject({ lessons: 0 });
  expect(kept[1]).toMatchObject({ name: '先学这些', lessons: 6 });
  expect(await count(sql`select count(*) as n from lesson where title = '另一个名字'`)).toBe(1);
});

/** A database with the schema and nothing in it. */
async function openEmpty(): Promise<Database> {
  const server = await testPostgres();
  const name = `test_empty_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const admin = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)}`;
  await migrateDatabase(server.urlOf(name));
  const opened = openDatabase(server.urlOf(name), 2);
  return {
    ...opened,
    async close() {
      await opened.close();
      await admin`drop database ${admin(name)} with (force)`;
      await admin.end({ timeout: 5 });
    },
  };
}

test.each([
  ['the demo first', ['demo', 'outline', 'demo']],
  ['the outline first, as a command before the first start', ['outline', 'demo', 'outline']],
])('demo and outline share their lessons: %s', async (_, order) => {
  const { sql, db, close } = await openEmpty();
  const dataDir = mkdtempSync(join(tmpdir(), 'zhenxue-outline-'));
  try {
    const house = { sql, db, masterKey: testMasterKey, blobs: openBlobStore(dataDir) };
    for (const step of order)
      if (step === 'demo') expect(await seedDemo(house)).toBe(true);
      else await enterOutline(house);
    expect(await count(sql`select count(*) as n from lesson`)).toBe(128);
    expect(await count(sql`select count(*) as n from lesson where planned_minutes is null`)).toBe(0);
    // Its running class has been held: four hours of practice count, and a sheet waits for a second person.
    const classId = demoId('running class');
    const hours = [...(await readInPersonHours(sql, classId)).values()].map((one) => one.practiceHours);
    expect(hours.sort()).toEqual([0, 3, 4, 4, 4, 4]);
    expect((await readAttendance(sql, classId)).filter(({ isWaiting }) => isWaiting)).toHaveLength(6);
    // The demo school's course stays as it is; the platform's is another one with the same lessons.
    const shared = sql`select cl.lesson_id from course_lesson cl
      join module_lesson ml on ml.lesson_id = cl.lesson_id join course_module m on m.id = ml.module_id
      where cl.course_version_id = ${demoCourseVersionId} and m.course_id = ${outlineCourseId('elder-care')}`;
    expect(await shared).toHaveLength(4);
    expect(await count(sql`select count(*) as n from course where occupation_id = 'elder-care'`)).toBe(2);
  } finally {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
