import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLearners } from '../../app/reporting/read-learners.server.ts';
import { readLessons } from '../../app/reporting/read-lessons.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { studySome } from './study-some.ts';

let database: TestDatabase;
const { institutionId, other } = fixtures;

beforeAll(async () => {
  database = await openTestDatabase();
  await studySome(database.db, fixtureLearner(1));
});

afterAll(() => database?.close());

test('a clerk sees the learners of her own institution, numbers masked, by name', async () => {
  const { learners: seen } = await readLearners(database.sql, { role: 'clerk', institutionId });
  expect(seen).toHaveLength(fixtures.learners.length);
  expect(seen.map(({ id }) => id)).not.toContain(other.learner.id);
  expect(seen.find(({ id }) => id === fixtureLearner(1).id)).toMatchObject({
    id: fixtureLearner(1).id,
    maskedPhone: '139****0001',
    className: '测试班',
    creditedMs: 900_000,
    withheldMs: 120_000,
    lastStudiedMs: null,
  });
});

test('the clerk of another institution sees her own only', async () => {
  const { learners: seen } = await readLearners(database.sql, {
    role: 'clerk',
    institutionId: other.institutionId,
  });
  expect(seen.map(({ id }) => id)).toEqual([other.learner.id]);
});

test('an inspector sees all', async () => {
  const { learners: seen } = await readLearners(database.sql, { role: 'inspector', institutionId });
  expect(seen).toHaveLength(fixtures.learners.length + 1);
});

test.each(['learner', 'author', 'reviewer'] as const)('%s sees no learners', async (role) => {
  const asked = readLearners(database.sql, { role, institutionId });
  await expect(asked).rejects.toBeInstanceOf(Refusal);
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
});

test('lessons are listed with their state and length', async () => {
  const lessons = await readLessons(database.db, { role: 'reviewer', institutionId });
  expect(lessons.map(({ title }) => title)).toEqual(['测试课1', '测试课2']);
  expect(lessons[0]).toMatchObject({ state: 'published', durationMs: 600_000, number: 1 });
  // Each leads to where this desk works on it; what another institution brought has no page for an author.
  expect(lessons[0]?.to).toBe(`/desk/approvals/${lessons[0]?.id}`);
  const [others] = await readLessons(database.db, { role: 'author', institutionId });
  expect(others?.to).toBeNull();
});
