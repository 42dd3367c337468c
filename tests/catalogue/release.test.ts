import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawVersion } from '../../app/approval/withdraw-version.server.ts';
import { editCourse } from '../../app/catalogue/course/edit-course.server.ts';
import { enterCourse, enterOccupation } from '../../app/catalogue/course/enter-course.server.ts';
import { readCoursePlan } from '../../app/catalogue/course/read-course-plan.server.ts';
import { readCourses } from '../../app/catalogue/course/read-courses.server.ts';
import { releaseCourse } from '../../app/catalogue/course/release-course.server.ts';
import { requiredTags } from '../../app/catalogue/topic-tags.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { enterOutline, outlineCourseId } from '../../db/seed/outline.ts';
import { platformInstitutionId } from '../../db/seed/platform.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { putVersion } from './put-version.ts';

// P008, P018, P076, P077, P093: a course as authors build it, and its release.

let database: TestDatabase;
const author = { personId: fixtures.author.id, institutionId: fixtures.institutionId };
const stranger = { personId: fixtures.author.id, institutionId: fixtures.other.institutionId };

beforeAll(async () => {
  database = await openTestDatabase();
  await enterOutline(database);
});
afterAll(() => database?.close());

const entered = {
  title: '我校养老课',
  level: '五级/初级工',
  standardName: '养老护理员国家职业技能标准',
  standardYear: 2019,
  standardCode: '4-10-01-05',
  standardItems: [{ name: '生活照护', theoryWeightPct: 60 }],
};
const newCourse = () => enterCourse(database.sql, 'elder-care', entered, author);

/** One form of the course's page. */
const form = (courseId: string, fields: Record<string, string | string[]>, who = author) =>
  editCourse(
    database.sql,
    courseId,
    Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
    ),
    who,
    readClock(),
  );
const plan = (courseId: string, who = author) => readCoursePlan(database.sql, courseId, who);

/** A course with one module and these lessons, each with its topics; published ones have a version. */
async function fill(lessons: { title: string; tags: string[]; published: boolean }[]) {
  const courseId = await newCourse();
  await form(courseId, { intent: 'add-module', name: '生活照护' });
  const moduleId = (await plan(courseId)).modules[0]?.id ?? '';
  for (const { title, tags } of lessons)
    await form(courseId, { intent: 'create-lesson', moduleId, title, standardItem: '生活照护', tags });
  const made = (await plan(courseId)).modules[0]?.lessons ?? [];
  const versions: string[] = [];
  for (const [i, { id }] of made.entries())
    if (lessons[i]?.published) versions.push(await putVersion(database.sql, id));
  return { courseId, moduleId, lessons: made.map(({ id }) => id), versions };
}
const ready = () =>
  fill([
    { title: '第一课', tags: requiredTags.slice(0, 5), published: true },
    { title: '第二课', tags: requiredTags.slice(5), published: true },
  ]);
const release = (courseId: string, who = author) => releaseCourse(database.sql, courseId, who, readClock());
const orders = (courseId: string) => database.sql<{ number: number; lessons: string[] }[]>`
  select v.number, array_agg(cl.lesson_id order by cl.ordinal) as lessons from course_version v
  join course_lesson cl on cl.course_version_id = v.id where v.course_id = ${courseId} group by v.id order by v.number`;

describe('building', () => {
  test('a course with modules and lessons: add, rename, move over the end of a module, take out', async () => {
    const { courseId, moduleId, lessons } = await ready();
    const [first = '', second = ''] = lessons;
    await form(courseId, { intent: 'add-module', name: '康复服务' });
    await form(courseId, { intent: 'rename-module', moduleId, name: '日常' });
    await form(courseId, { intent: 'move-lesson', lessonId: second, by: '1' });
    const shared = (await plan(courseId)).offered.find(({ isShared }) => isShared);
    await form(courseId, { intent: 'add-lesson', moduleId, lessonId: shared?.id ?? '' });
    // The same press twice adds it once.
    await form(courseId, { intent: 'add-lesson', moduleId, lessonId: shared?.id ?? '' });
    let seen = await plan(courseId);
    expect(seen.modules.map(({ name, lessons }) => [name, lessons.map(({ id }) => id)])).toEqual([
      ['日常', [first, shared?.id]],
      ['康复服务', [second]],
    ]);
    expect(seen.modules[0]?.lessons[0]).toMatchObject({
      title: '第一课',
      standardItem: '生活照护',
      mine: true,
    });
    expect(seen.modules[0]?.lessons[1]).toMatchObject({ isShared: true, mine: false, state: null });
    expect(seen.offered.some(({ id }) => id === shared?.id)).toBe(false);
    await expect(form(courseId, { intent: 'remove-module', moduleId })).rejects.toMatchObject({
      code: 'version_step',
    });
    for (const lessonId of [first, shared?.id ?? ''])
      await form(courseId, { intent: 'remove-lesson', lessonId });
    await form(courseId, { intent: 'remove-module', moduleId });
    seen = await plan(courseId);
    expect(seen.modules.map(({ name }) => name)).toEqual(['康复服务']);
    expect(
      seen.offered.some(({ id }) => id === first),
      'the lesson itself stays',
    ).toBe(true);
  });

  test('moves at the same time lose and double nothing', async () => {
    const { courseId, lessons } = await ready();
    const [first = '', second = ''] = lessons;
    await Promise.all(
      [first, second, first, second, first].map((lessonId, i) =>
        form(courseId, { intent: 'move-lesson', lessonId, by: i % 2 ? '-1' : '1' }),
      ),
    );
    expect(
      (await plan(courseId)).modules.flatMap(({ lessons }) => lessons.map(({ id }) => id)).sort(),
    ).toEqual([first, second].sort());
  });

  test('another institution sees and changes nothing of it; the platform’s courses may be looked at', async () => {
    const { courseId, moduleId, lessons } = await ready();
    await expect(plan(courseId, stranger)).rejects.toMatchObject({ code: 'not_found' });
    const [lessonId = ''] = lessons;
    const forms: Record<string, string>[] = [
      { intent: 'add-module', name: '外来' },
      { intent: 'rename-module', moduleId, name: '外来' },
      { intent: 'move-module', moduleId, by: '1' },
      { intent: 'remove-module', moduleId },
      { intent: 'create-lesson', moduleId, title: '外来', standardItem: '' },
      { intent: 'move-lesson', lessonId, by: '1' },
      { intent: 'remove-lesson', lessonId },
      { intent: 'add-lesson', moduleId, lessonId },
      { intent: 'release' },
      { intent: 'nothing' },
    ];
    const before = JSON.stringify(await plan(courseId));
    for (const fields of forms) {
      await expect(form(courseId, fields, stranger), fields['intent']).rejects.toMatchObject({
        code: 'not_found',
      });
      const platform = outlineCourseId('elder-care');
      await expect(form(platform, fields), fields['intent']).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(JSON.stringify(await plan(courseId))).toBe(before);
    expect(await plan(outlineCourseId('elder-care'))).toMatchObject({ mine: false, offered: [] });
    const { courses } = await readCourses(database.sql, stranger.institutionId);
    expect(courses.some(({ id }) => id === courseId)).toBe(false);
    expect(courses.filter(({ mine }) => !mine).length).toBeGreaterThanOrEqual(8);
  });

  test('a module or lesson of another course is not reached through an own one', async () => {
    const [mine, other] = [await ready(), await ready()];
    const [lessonId = ''] = other.lessons;
    await expect(
      form(mine.courseId, { intent: 'rename-module', moduleId: other.moduleId, name: 'x' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      form(mine.courseId, { intent: 'add-lesson', moduleId: other.moduleId, lessonId }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(form(mine.courseId, { intent: 'remove-lesson', lessonId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('an occupation has one name, whoever asks at the same time', async () => {
    const name = `工种${randomUUID().slice(0, 8)}`;
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => enterOccupation(database.sql, { name, code: '4-10-01-09' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'name_taken' });
  });

  test.each([
    ['a field too many', { intent: 'add-module', name: '一', courseId: 'x' }],
    ['no name', { intent: 'add-module', name: '  ' }],
    ['a hidden turn of writing', { intent: 'add-module', name: '照\u202e护' }],
    [
      'an unknown topic',
      { intent: 'create-lesson', moduleId: randomUUID(), title: '一', standardItem: '', tags: ['gambling'] },
    ],
    ['an id that is none', { intent: 'remove-module', moduleId: "' or 1=1" }],
    ['two places', { intent: 'move-module', moduleId: randomUUID(), by: '2' }],
  ])('%s is refused', async (_, fields) => {
    await expect(form(await newCourse(), fields)).rejects.toMatchObject({ code: 'bad_shape' });
  });
});

describe('release', () => {
  test('freezes the order; later changes make the next version and leave the first', async () => {
    const { courseId, lessons } = await ready();
    const [first = '', second = ''] = lessons;
    expect(await release(courseId)).toEqual({ number: 1, isNew: true });
    expect(await release(courseId), 'nothing changed').toEqual({ number: 1, isNew: false });
    await form(courseId, { intent: 'move-lesson', lessonId: first, by: '1' });
    expect(await form(courseId, { intent: 'release' })).toMatchObject({ version: 2, isNew: true });
    expect(await orders(courseId)).toEqual([
      { number: 1, lessons: [first, second] },
      { number: 2, lessons: [second, first] },
    ]);
    await expect(form(courseId, { intent: 'remove-lesson', lessonId: first })).rejects.toMatchObject({
      code: 'lesson_released',
    });
    await expect(
      database.sql`update course_lesson set ordinal = 9 where lesson_id = ${first}`,
    ).rejects.toThrow(/append-only/);
    await expect(database.sql`delete from course_version where course_id = ${courseId}`).rejects.toThrow(
      /append-only/,
    );
  });

  test('names the missing subjects, then the lessons that are not published', async () => {
    const { courseId, moduleId } = await fill([
      {
        title: '一',
        tags: requiredTags.filter((tag) => tag !== 'law' && tag !== 'nutrition'),
        published: true,
      },
    ]);
    await expect(release(courseId)).rejects.toMatchObject({
      code: 'topics_missing',
      facts: { missing: '法律知识、营养学', count: 2 },
    });
    await form(courseId, {
      intent: 'create-lesson',
      moduleId,
      title: '没做的课',
      standardItem: '',
      tags: ['law', 'nutrition'],
    });
    await expect(release(courseId)).rejects.toMatchObject({
      code: 'lesson_unpublished',
      facts: { missing: '没做的课', count: 1 },
    });
    expect(await orders(courseId)).toEqual([]);
    await expect(release(await newCourse())).rejects.toMatchObject({ code: 'topics_missing' });
  });

  test.each(['approved', 'submitted', 'processed', 'withdrawn', 'rejected'] as const)(
    'a lesson that is %s is not published',
    async (state) => {
      const { courseId, lessons } = await fill([{ title: '一', tags: [...requiredTags], published: false }]);
      await putVersion(database.sql, lessons[0] ?? '', { state });
      await expect(release(courseId)).rejects.toMatchObject({ code: 'lesson_unpublished' });
    },
  );

  test('many at once: one version, no hole; with changes between them, numbers without a hole', async () => {
    const { courseId, lessons } = await ready();
    const [first = ''] = lessons;
    const together = await Promise.all([1, 2, 3, 4].map(() => release(courseId)));
    expect(together.map(({ number }) => number)).toEqual([1, 1, 1, 1]);
    expect(together.filter(({ isNew }) => isNew)).toHaveLength(1);
    await Promise.all(
      [1, 2, 3].flatMap(() => [
        form(courseId, { intent: 'move-lesson', lessonId: first, by: '1' }),
        release(courseId),
        form(courseId, { intent: 'move-lesson', lessonId: first, by: '-1' }),
        release(courseId),
      ]),
    );
    const kept = await orders(courseId);
    expect(kept.map(({ number }) => number)).toEqual(kept.map((_, i) => i + 1));
    for (const { lessons: ids } of kept) expect([...ids].sort()).toEqual([...lessons].sort());
  });

  test('a withdrawal at the same moment: released before it, or refused after it', async () => {
    for (let i = 0; i < 6; i++) {
      const { courseId, versions } = await ready();
      const house = { sql: database.sql, masterKey: testMasterKey };
      const platform = { role: 'platform', personId: null, institutionId: null } as const;
      const [released, withdrawn] = await Promise.allSettled([
        release(courseId),
        withdrawVersion(house, versions[0] ?? '', '画面不对', platform, readClock()),
      ]);
      expect(withdrawn.status, String((withdrawn as { reason?: unknown }).reason)).toBe('fulfilled');
      if (released.status === 'rejected')
        expect(released.reason).toMatchObject({ code: 'lesson_unpublished' });
      expect(await orders(courseId)).toHaveLength(released.status === 'fulfilled' ? 1 : 0);
      await expect(release(courseId)).rejects.toMatchObject({ code: 'lesson_unpublished' });
    }
  });

  test('the platform’s author releases the platform’s course, and only when everything is there', async () => {
    const who = { personId: fixtures.author.id, institutionId: platformInstitutionId };
    const courseId = outlineCourseId('orphan-care');
    await expect(release(courseId, who)).rejects.toMatchObject({ code: 'lesson_unpublished' });
    expect(await plan(courseId, who)).toMatchObject({ mine: true, released: null });
  });
});
