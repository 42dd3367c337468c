import type { Sql, SqlTx } from '../../../db/client.ts';
import { ruleProfileParameters, type RuleProfileParameters } from '../rule-profile.ts';
import { contentHours } from './judge-hours.ts';
import { judgePlan, type PlanFault } from './judge-plan.ts';
import { sumContent } from './list-contents.server.ts';
import type { PlanValues } from './plan.wire.ts';

/** The stored plan of a class with its rules and what it is judged by; the caller has asked whom the class concerns. */
export type StoredPlan = {
  values: PlanValues;
  parameters: RuleProfileParameters;
  sourceDocument: string;
  learners: number;
  contentMs: number;
};

type Row = Omit<PlanValues, 'teacherIds'> & {
  parameters: unknown;
  sourceDocument: string;
  learners: number;
  teacherIds: string[];
};

/** Reads it; teachers in the order of their ids. */
export async function readPlan(sql: Sql | SqlTx, classId: string): Promise<StoredPlan> {
  const [row] = await sql<Row[]>`
    select c.title, c.course_version_id as "courseVersionId", r.class_type as "classType", c.place_code as "placeCode",
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.is_subsidised as "isSubsidised",
      c.online_theory_hours + c.in_person_theory_hours + c.practice_hours as "totalHours",
      c.online_theory_hours as "onlineTheory", c.practice_hours as practice, c.workstations,
      array(select t.teacher_id::text from class_teacher t where t.class_id = c.id order by t.teacher_id) as "teacherIds",
      (select count(*)::int from enrolment e where e.class_id = c.id) as learners,
      r.parameters, r.source_document as "sourceDocument"
    from training_class c join rule_profile r on r.id = c.rule_profile_id where c.id = ${classId}`;
  if (!row) throw new Error(`class ${classId} was read a moment ago`);
  const { parameters, sourceDocument, learners, ...values } = row;
  return {
    values,
    parameters: ruleProfileParameters.parse(parameters),
    ...{ sourceDocument, learners },
    contentMs: await sumContent(sql, values.courseVersionId),
  };
}

/** Everything that keeps a plan from being handed in. */
export function judgeStored({ values, parameters, learners, contentMs }: Omit<StoredPlan, 'sourceDocument'>) {
  const { totalHours, onlineTheory, practice, startsOn, endsOn, workstations, teacherIds } = values;
  const hours = { onlineTheory, inPersonTheory: totalHours - onlineTheory - practice, practice };
  const content = contentHours(contentMs, parameters.class_hour_min_s);
  return judgePlan(
    { hours, startsOn, endsOn, workstations, learners, teachers: teacherIds.length, contentHours: content },
    parameters,
  );
}

/** The faults of a class as it is stored: asked before it is handed in and again before it is approved (P019). */
export async function judgeClass(sql: Sql | SqlTx, classId: string): Promise<PlanFault[]> {
  return judgeStored(await readPlan(sql, classId));
}
