import { randomUUID } from 'node:crypto';
import { chinaDay } from '../../app/training/class-day.ts';
import type { Sql } from '../../db/client.ts';
import { fixtures } from '../harness/fixtures.ts';

/** A class of results: where, of which course and rules, on which day assessed, how many passed, with how many certificates. */
export type ResultsOf = {
  placeCode?: string;
  endedOn?: string;
  passed: number;
  failed?: number;
  certificates?: number;
  level?: string;
  occupation?: { id: string; name: string; code: string };
  classType?: string;
  isSubsidised?: boolean;
  institutionId?: string;
  title?: string;
  state?: 'approved' | 'applied' | 'draft';
};

let certificate = 0;

/** Enters an approved class with the results of its assessment. Answers the class. */
export async function addResults(sql: Sql, of: ResultsOf): Promise<string> {
  const { placeCode = '410100', endedOn = '2026-03-31', passed, failed = 0, certificates = passed } = of;
  const { level = '五级/初级工', classType = 'subsidised', isSubsidised = true, state = 'approved' } = of;
  const institutionId = of.institutionId ?? fixtures.institutionId;
  const occupation = of.occupation ?? { id: fixtures.occupationId, name: '测试工种', code: '0-00-00-00' };
  await sql`insert into occupation ${sql(occupation)} on conflict do nothing`;
  const [courseId, versionId, classId] = [randomUUID(), randomUUID(), randomUUID()];
  await sql`insert into course (id, occupation_id, title, level) values (${courseId}, ${occupation.id}, '课程', ${level})`;
  await sql`insert into course_version (id, course_id, number) values (${versionId}, ${courseId}, 1)`;
  const [rules] = await sql<{ id: string }[]>`
    insert into rule_profile (place_code, class_type, valid_from, valid_to, source_document, parameters)
    select '410000', ${classType}, '2020-01-01', '2020-01-02', '结果', parameters from rule_profile
    where id = ${fixtures.ruleProfileId} returning id`;
  await sql`
    insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on,
      place_code, is_subsidised, state, approved_at)
    values (${classId}, ${institutionId}, ${of.title ?? '结果班'}, ${versionId}, ${rules?.id ?? ''},
      ${`${endedOn.slice(0, 4)}-01-01`}, ${endedOn}, ${placeCode}, ${isSubsidised}, ${state},
      ${state === 'approved' ? new Date() : null})`;
  const learners = await sql<{ id: string }[]>`
    insert into person (institution_id, role, name, phone)
    select ${institutionId}, 'learner', '学员', '166' || lpad(n::text, 8, '0') from generate_series(1, ${passed + failed}) n
    returning id`;
  const rows = learners.map(({ id }, n) => ({
    enrolmentId: randomUUID(),
    learnerId: id,
    isPassed: n < passed,
    number: n < certificates && n < passed ? `证${++certificate}` : null,
  }));
  for (const { enrolmentId, learnerId, isPassed, number } of rows) {
    await sql`insert into enrolment (id, learner_id, class_id) values (${enrolmentId}, ${learnerId}, ${classId})`;
    await sql`insert into assessment_result (enrolment_id, ended_on, is_passed, certificate_number, recorded_by, recorded_at)
      values (${enrolmentId}, ${endedOn}, ${isPassed}, ${number}, ${fixtures.clerk.id}, now())`;
  }
  return classId;
}

/** The day that is so many days from today. */
export const day = (fromToday: number) => chinaDay(Date.now() + fromToday * 86_400_000);
