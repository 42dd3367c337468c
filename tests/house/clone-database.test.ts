import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';

let one: TestDatabase;
let two: TestDatabase;
beforeAll(async () => {
  [one, two] = await Promise.all([openTestDatabase(), openTestDatabase()]);
});
afterAll(() => Promise.all([one.close(), two.close()]));

test('a clone holds the fixtures, and what one file writes no other file sees', async () => {
  await signIn(one.db, fixtureLearner(1).phone);
  const count = async ({ sql }: TestDatabase) =>
    (
      await sql`select (select count(*)::int from session) as sessions, (select count(*)::int from enrolment) as places`
    )[0];
  expect(await count(one)).toEqual({ sessions: 1, places: 13 });
  expect(await count(two)).toEqual({ sessions: 0, places: 13 });
});
