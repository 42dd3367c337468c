import { randomUUID } from 'node:crypto';
import type { Session } from '../../app/identity/read-session.server.ts';
import { createClass } from '../../app/training/plan/create-class.server.ts';
import { editClass } from '../../app/training/plan/edit-class.server.ts';
import type { NewClass, PlanValues } from '../../app/training/plan/plan.wire.ts';
import { readPlan } from '../../app/training/plan/read-plan.server.ts';
import type { Sql } from '../../db/client.ts';
import { enterRuleProfiles } from '../../db/seed/rule-profiles.ts';
import { putVersion } from '../catalogue/put-version.ts';
import { fixtures } from '../harness/fixtures.ts';

export const now = { wallMs: Date.parse('2026-02-01T02:00:00Z'), monoMs: 0, boot: 'test' };
const staff = (role: Session['role'], personId: string, institutionId: string) =>
  ({ role, personId, institutionId }) as Session;
export const clerk = staff('clerk', fixtures.clerk.id, fixtures.institutionId);
export const otherClerk = staff('clerk', fixtures.other.clerk.id, fixtures.other.institutionId);

/** The shipped rules, beside those of the fixtures. */
export const enterShipped = (sql: Sql) =>
  sql.begin((tx) => enterRuleProfiles(tx, new Date('2026-02-01T00:00:00Z')));

/** A released course of one approved lesson that fills so many class hours of 2,400 s. */
export async function addContent(
  sql: Sql,
  hours: number,
  title = '养老护理员',
  institutionId: string | null = null,
): Promise<{ courseVersionId: string; videoVersionId: string }> {
  const [courseId, courseVersionId, lessonId] = [randomUUID(), randomUUID(), randomUUID()];
  await sql`insert into course (id, occupation_id, title, level, institution_id)
    values (${courseId}, 'test', ${title}, '五级', ${institutionId})`;
  await sql`insert into course_version (id, course_id, number) values (${courseVersionId}, ${courseId}, 1)`;
  await sql`insert into lesson (id, occupation_id, slug, title) values (${lessonId}, 'test', ${lessonId}, ${title})`;
  await sql`insert into course_lesson (course_version_id, ordinal, lesson_id, module_name)
    values (${courseVersionId}, 1, ${lessonId}, '模块')`;
  const videoVersionId = await putVersion(sql, lessonId, { durationMs: hours * 2_400_000 });
  return { courseVersionId, videoVersionId };
}

/** Teachers of the fixture institution beside the one it has. */
export async function addTeachers(sql: Sql, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const [i, id] of ids.entries())
    await sql`insert into person (id, institution_id, role, name, phone, password_hash)
      values (${id}, ${fixtures.institutionId}, 'teacher', ${`教师${i + 2}`}, ${`139000007${String(i).padStart(2, '0')}`}, 'x')`;
  return ids;
}

/** Makes a class in Zhengzhou for March 2026, or elsewhere and at another time. */
export async function makeClass(
  sql: Sql,
  courseVersionId: string,
  changes: Partial<NewClass> = {},
): Promise<string> {
  const made: NewClass = {
    ...{ title: '春季班', courseVersionId, classType: 'subsidised', placeCode: '410100' },
    ...{ startsOn: '2026-03-01', endsOn: '2026-03-31', isSubsidised: true },
    ...changes,
  };
  return (await createClass(sql, clerk, made, now)).classId;
}

/** Edits a class from what is stored now. */
export async function edit(
  sql: Sql,
  classId: string,
  changes: Partial<PlanValues>,
  { session = clerk, revision }: { session?: Session; revision?: number } = {},
) {
  const { values } = await readPlan(sql, classId);
  const [row] = await sql<{ revision: number }[]>`select revision from training_class where id = ${classId}`;
  const at = revision ?? row?.revision ?? 0;
  return editClass(
    sql,
    session,
    classId,
    { revision: at, seen: values, values: { ...values, ...changes } },
    now,
  );
}
