import type { Sql, SqlTx } from '../../db/client.ts';
import { ruleProfileParameters } from '../training/rule-profile.ts';
import { readClassCourses } from './read-course.server.ts';
import { readClassProofs } from './read-hour-proofs.server.ts';
import { recogniseClassHours, type ClassHour } from './recognise-class-hours.ts';

/**
 * The class hours of everybody in a class, by enrolment, as the ledger stands: what `readEnrolmentCredit` says of each,
 * in three statements whatever the number of learners. The caller has asked whom the class concerns.
 */
export async function readClassHours(
  sql: Sql | SqlTx,
  classId: string,
): Promise<Map<string, (ClassHour & { isWitnessed: boolean })[]>> {
  const [rules] = await sql<{ parameters: unknown }[]>`
    select r.parameters from training_class c join rule_profile r on r.id = c.rule_profile_id where c.id = ${classId}`;
  const profile = ruleProfileParameters.parse(rules?.parameters);
  const [courses, proofs] = await Promise.all([
    readClassCourses(sql, classId),
    readClassProofs(sql, classId, profile),
  ]);
  const people = await sql<{ id: string }[]>`select id from enrolment where class_id = ${classId}`;
  return new Map(
    people.map(({ id }) => {
      const own = proofs(id);
      const hours = recogniseClassHours(courses.get(id) ?? [], profile.class_hour_min_s * 1000, own);
      return [id, hours.map((hour) => ({ ...hour, isWitnessed: own.witnessed.has(hour.number - 1) }))];
    }),
  );
}
