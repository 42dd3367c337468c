import { afterAll, beforeAll, expect, test } from 'vitest';
import { releaseCourse } from '../../app/catalogue/course/release-course.server.ts';
import { requiredTags, topicTags } from '../../app/catalogue/topic-tags.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { enterOutline } from '../../db/seed/outline.ts';
import { platformInstitutionId } from '../../db/seed/platform.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { putVersion } from './put-version.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await enterOutline(database);
});
afterAll(() => database?.close());

test('all eight courses of the outline release once every lesson is published, and none without one of the nine subjects (P093)', async () => {
  const { sql } = database;
  const who = { personId: fixtures.author.id, institutionId: platformInstitutionId };
  const courses = await sql<{ id: string }[]>`
      select id from course where institution_id = ${platformInstitutionId} order by id`;
  const lessons = await sql<{ id: string; tags: string[] }[]>`
      select id, tags from lesson where institution_id = ${platformInstitutionId} order by id`;
  expect([courses.length, lessons.length]).toEqual([8, 128]);
  for (const { id } of lessons) await putVersion(sql, id);
  for (const { id } of courses)
    expect(await releaseCourse(sql, id, who, readClock())).toEqual({ number: 1, isNew: true });
  const lacking: string[] = [];
  for (const tag of requiredTags) {
    await sql`update lesson set tags = array_remove(tags, ${tag}) where id in ${sql(lessons.map(({ id }) => id))}`;
    for (const { id } of courses) {
      await expect(releaseCourse(sql, id, who, readClock())).rejects.toMatchObject({
        code: 'topics_missing',
        facts: { missing: topicTags[tag].zh, count: 1 },
      });
      lacking.push(`${id} ${tag}`);
    }
    const tagged = lessons.filter(({ tags }) => tags.includes(tag)).map(({ id }) => id);
    await sql`update lesson set tags = array_append(tags, ${tag}) where id in ${sql(tagged)}`;
  }
  expect(new Set(lacking).size).toBe(72);
  for (const { id } of courses)
    expect(await releaseCourse(sql, id, who, readClock())).toEqual({ number: 1, isNew: false });
});
