import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnrolments } from '../../app/study/read-enrolment.server.ts';
import { findProfile } from '../../app/training/plan/find-profile.server.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { enterShipped } from './open-plans.ts';

// Rules are rows: place × type × period. What is active on the first day counts; the stricter wins (P034, P038, P039).

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  // The fixtures' own profile of Henan is of another type here, so that the shipped ones stand alone.
  await database.sql`update rule_profile set class_type = 'fixture'`;
  await enterShipped(database.sql);
  await enterShipped(database.sql);
});
afterAll(() => database?.close());

const find = (placeCode: string, classType: string, startsOn: string) =>
  findProfile(database.sql, { placeCode, classType, startsOn });

test.each([
  ['Zhengzhou', '410100', 'subsidised', '2026-03-01', 40, 60, 0, 2_400],
  ['Zhengzhou certificate', '410105', 'certificate', '2026-03-01', 40, 60, 40, 2_400],
  ['Jiaozuo', '410800', 'subsidised', '2026-03-01', 40, 65, 0, 2_400],
  ['a county of Jiaozuo, certificate', '410821', 'certificate', '2026-03-01', 40, 65, 40, 2_400],
  ['Jiaozuo the day before Henan', '410800', 'subsidised', '2022-12-31', 40, 65, 0, 2_400],
  ['Jiaozuo on the first day of both', '410800', 'subsidised', '2023-01-01', 40, 65, 0, 2_400],
  ['Shenyang 2022', '210100', 'subsidised', '2022-12-31', 40, 0, 0, 2_700],
  ['Shenyang 2023', '210100', 'subsidised', '2023-01-01', 50, 0, 0, 2_700],
  ['Shenyang on a leap day', '210100', 'subsidised', '2028-02-29', 50, 0, 0, 2_700],
  ['Beijing', '110105', 'elder_care', '2024-02-29', 40, 60, 60, 2_400],
  ['Beijing at home', '110105', 'family_care', '2026-12-31', 40, 60, 16, 2_400],
  ['Beijing next door', '110105', 'mutual_aid', '2026-12-31', 40, 60, 16, 2_400],
])('%s', async (_, place, type, day, online, practice, total, hour) => {
  const { parameters } = await find(place, type, day);
  expect(parameters).toMatchObject({
    ...{ online_theory_max_pct: online, practical_min_pct: practice },
    ...{ min_total_hours: total, class_hour_min_s: hour },
  });
});

test.each([
  ['a place without rules', '310000', 'subsidised', '2026-03-01'],
  ['the day before the first rule', '410100', 'subsidised', '2022-12-31'],
  ['the day after the last', '410100', 'subsidised', '2100-01-01'],
  ['a type that nobody wrote for', '410100', 'mutual_aid', '2026-03-01'],
])('%s: no class', async (_, place, type, day) => {
  await expect(find(place, type, day)).rejects.toMatchObject({ code: 'rules_missing' });
});

test('what is merged is kept once, names its sources, and is no source itself', async () => {
  const count = async () => (await database.sql`select 1 from rule_profile`).length;
  const first = await find('410800', 'subsidised', '2026-03-01');
  const rows = await count();
  const again = await Promise.all([1, 2, 3].map(() => find('410800', 'subsidised', '2026-05-01')));
  expect(new Set(again.map(({ id }) => id))).toEqual(new Set([first.id]));
  expect(await count()).toBe(rows);
  expect(first.parameters.merged_from).toHaveLength(2);
  const [row] = await database.sql<{ source: string; place: string; from: string }[]>`
    select source_document as source, place_code as place, valid_from::text as "from" from rule_profile where id = ${first.id}`;
  expect(row).toMatchObject({ place: '410800', from: '2023-01-01' });
  expect(row?.source).toMatch(/河南省.* · 焦作市/);
});

test('study reads the merged row as any other', async () => {
  const { id } = await find('410800', 'subsidised', '2026-03-01');
  await database.sql`update training_class set rule_profile_id = ${id} where id = ${fixtures.classId}`;
  const [enrolment] = await readEnrolments(database.sql, fixtureLearner(1).id);
  expect(enrolment?.profile).toMatchObject({ practical_min_pct: 65, popup_max_gap_s: 270 });
});
