import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClass } from '../../app/training/plan/create-class.server.ts';
import { editClass } from '../../app/training/plan/edit-class.server.ts';
import { judgeClass, readPlan } from '../../app/training/plan/read-plan.server.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { pastGuards } from '../harness/past-guards.ts';
import {
  addContent,
  addTeachers,
  clerk,
  edit,
  enterShipped,
  makeClass,
  now,
  otherClerk,
} from './open-plans.ts';

// Item 1: no edit, no SQL, no two at once bring a class over its share; the second of two clerks is told what changed.

let database: TestDatabase;
let content: { courseVersionId: string; videoVersionId: string };
let teachers: string[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  await enterShipped(database.sql);
  content = await addContent(database.sql, 30);
  teachers = [fixtures.teacher.id, ...(await addTeachers(database.sql, 3))];
});
afterAll(() => database?.close());

const make = (changes = {}) => makeClass(database.sql, content.courseVersionId, changes);
const hours = (totalHours: number, onlineTheory: number, practice: number) => ({
  ...{ totalHours, onlineTheory, practice },
});
const stored = async (classId: string) => (await readPlan(database.sql, classId)).values;

test('a plan at its limits is stored with teachers and workstations, and nothing keeps it from being handed in', async () => {
  const group = await make();
  const plan = { ...hours(40, 16, 24), workstations: 4, teacherIds: teachers };
  expect(await edit(database.sql, group, plan)).toEqual({ kind: 'stored', revision: 1 });
  expect(await stored(group)).toMatchObject({ ...plan, teacherIds: [...teachers].sort() });
  expect(await judgeClass(database.sql, group)).toEqual([]);
  // Teachers are taken away as they are chosen.
  await edit(database.sql, group, { teacherIds: teachers.slice(0, 1) });
  expect(await judgeClass(database.sql, group)).toMatchObject([{ code: 'teachers_few', clause: 'P030' }]);
});

test.each([
  ['18 of 40 online', '410100', hours(40, 18, 22), ['online_over', 'practice_under']],
  ['17 of 41', '410100', hours(41, 17, 24), ['online_over', 'practice_under']],
  ['16 of 40 in Jiaozuo', '410800', hours(40, 16, 24), ['online_over', 'practice_under']],
  ['practice of 23', '410100', hours(40, 10, 23), ['practice_under']],
  ['more than the content has', '410100', hours(80, 31, 48), ['content_short']],
])('%s is refused and nothing is stored', async (_, placeCode, typed, codes) => {
  const group = await make({ placeCode });
  const edited = await edit(database.sql, group, typed);
  expect(edited.kind === 'refused' && edited.faults.map(({ code }) => code)).toEqual(codes);
  expect(await stored(group)).toMatchObject(hours(0, 0, 0));
});

test('moved to Jiaozuo, the hours of Zhengzhou are too much; with 14 and 26 it goes, under the merged rules', async () => {
  const group = await make();
  await edit(database.sql, group, hours(40, 16, 24));
  expect(await edit(database.sql, group, { placeCode: '410800' })).toMatchObject({ kind: 'refused' });
  expect(await edit(database.sql, group, { placeCode: '410800', ...hours(40, 14, 26) })).toMatchObject({
    kind: 'stored',
  });
  expect((await readPlan(database.sql, group)).parameters.practical_min_pct).toBe(65);
});

test.each([
  ['update', 'online_theory_hours = 17', 'class_online_share'],
  ['update', 'practice_hours = 23, in_person_theory_hours = 1', 'class_practice_share'],
  ['update', 'online_theory_hours = -1', 'training_class_online_theory_hours_check'],
])('the database refuses %s of %s', async (_, change, constraint) => {
  const group = await make();
  await edit(database.sql, group, hours(40, 16, 24));
  const write = database.sql.unsafe(`update training_class set ${change} where id = '${group}'`);
  await expect(write).rejects.toMatchObject({ constraint_name: constraint });
});

test('the database refuses stricter rules under hours that they do not allow', async () => {
  const group = await make();
  await edit(database.sql, group, hours(40, 16, 24));
  const jiaozuo = await make({ placeCode: '410800' });
  const write = database.sql`update training_class set rule_profile_id =
    (select rule_profile_id from training_class where id = ${jiaozuo}) where id = ${group}`;
  await expect(write).rejects.toMatchObject({ constraint_name: 'class_practice_share' });
});

test('of many edits at once from one revision exactly one is stored, and the sum is within the share', async () => {
  const group = await make();
  const edits = Array.from({ length: 6 }, (_, i) =>
    edit(database.sql, group, hours(40 + i, 16, 24 + i), { revision: 0 }),
  );
  const kinds = (await Promise.all(edits)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'stored')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(5);
  const { totalHours, onlineTheory, practice } = await stored(group);
  expect(onlineTheory * 100 <= 40 * totalHours && practice * 100 >= 60 * totalHours).toBe(true);
});

test('two clerks: the second is told what changed since she looked, and stores nothing until she has seen it', async () => {
  const group = await make();
  await edit(database.sql, group, hours(40, 16, 24));
  const { values: seen } = await readPlan(database.sql, group);
  await edit(database.sql, group, { ...hours(60, 24, 36), title: '春季一班' });
  const second = { revision: 1, seen, values: { ...seen, workstations: 5 } };
  expect(await editClass(database.sql, clerk, group, second, now)).toEqual({
    kind: 'changed',
    revision: 2,
    changes: [
      { field: 'title', was: '春季班', now: '春季一班' },
      { field: 'totalHours', was: '40', now: '60' },
      { field: 'onlineTheory', was: '16', now: '24' },
      { field: 'practice', was: '24', now: '36' },
    ],
  });
  expect((await stored(group)).workstations).toBe(0);
  expect(await editClass(database.sql, clerk, group, { ...second, revision: 2 }, now)).toMatchObject({
    kind: 'stored',
  });
});

test('once handed in the plan stays; another institution’s clerk finds no class, and no foreign teacher is taken', async () => {
  const group = await make();
  await expect(edit(database.sql, group, {}, { session: otherClerk })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(edit(database.sql, group, { teacherIds: [fixtures.other.clerk.id] })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(edit(database.sql, group, { teacherIds: [fixtures.clerk.id] })).rejects.toMatchObject({
    code: 'not_found',
  });
  const put = (state: string) =>
    pastGuards(
      database.sql,
      (tx) => tx`update training_class set state = ${state},
        approved_at = ${state === 'approved' ? new Date() : null} where id = ${group}`,
    );
  for (const state of ['applied', 'approved', 'rejected']) {
    await put(state);
    await expect(edit(database.sql, group, { title: '改名' })).rejects.toMatchObject({ code: 'class_fixed' });
  }
  await put('returned');
  expect(await edit(database.sql, group, { title: '改名' })).toMatchObject({ kind: 'stored' });
});

test('content that lost its approval, or is another institution’s, is given to no class; what was given is judged anew', async () => {
  const { sql } = database;
  const foreign = await addContent(sql, 30, '外校的课', fixtures.other.institutionId);
  await expect(makeClass(sql, foreign.courseVersionId)).rejects.toMatchObject({ code: 'content_gone' });
  const own = await addContent(sql, 16, '会撤的课', fixtures.institutionId);
  const group = await makeClass(sql, own.courseVersionId);
  const full = { ...hours(40, 16, 24), workstations: 4, teacherIds: teachers };
  expect(await edit(sql, group, full)).toMatchObject({ kind: 'stored' });
  expect(await judgeClass(sql, group)).toEqual([]);
  await pastGuards(
    sql,
    (tx) => tx`update video_version set state = 'withdrawn' where id = ${own.videoVersionId}`,
  );
  expect(await judgeClass(sql, group)).toMatchObject([
    { code: 'content_short', facts: { now: 16, limit: 0 } },
  ]);
  await expect(edit(sql, group, {})).rejects.toMatchObject({ code: 'content_gone' });
});

test('a barred or rectifying institution makes no subsidised class, on the days it is so, and another one may', async () => {
  const { sql } = database;
  const group = await make();
  const put = (standing: string, from: string, until: string | null) => sql`
    insert into institution_standing (institution_id, standing, from_day, until_day, reason, decided_by)
    values (${fixtures.institutionId}, ${standing}, ${from}, ${until}, '检查', ${fixtures.inspector.id})`;
  await put('barred', '2025-12-01', '2026-01-31');
  expect(await edit(sql, group, {})).toMatchObject({ kind: 'stored' });
  await put('rectifying', '2026-01-31', '2026-02-01');
  await expect(edit(sql, group, {})).rejects.toMatchObject({ code: 'institution_barred' });
  await expect(make()).rejects.toMatchObject({ code: 'institution_barred' });
  expect(await make({ isSubsidised: false })).toBeTruthy();
  const made = {
    ...{ title: '外校班', courseVersionId: content.courseVersionId, classType: 'subsidised' as const },
    ...{ placeCode: '410200', startsOn: '2026-03-01', endsOn: '2026-03-31', isSubsidised: true },
  };
  expect(await createClass(sql, otherClerk, made, now)).toBeTruthy();
  // The day after, in China, begins at 16:00 of the day before in UTC.
  const later = { ...now, wallMs: Date.parse('2026-02-01T16:00:00Z') };
  expect(await createClass(sql, clerk, made, later)).toBeTruthy();
});
