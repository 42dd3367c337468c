import type { Sql, SqlTx } from '../../../db/client.ts';
import { recordFacts } from './record-facts.server.ts';
import type { SupervisionFact } from './supervision-record.ts';

type Of<Kind extends SupervisionFact['kind']> = Omit<Extract<SupervisionFact, { kind: Kind }>, 'kind'>;

/** Records an approved class with its roster and its teachers (P021, P022). Answers how many facts are new. */
export async function recordApproval(tx: Sql | SqlTx, classId: string, nowMs: number): Promise<number> {
  const approved = await tx<Of<'class_approved'>[]>`
    select c.id as "classId", c.institution_id as "institutionId", c.title, co.title as course,
      c.place_code as "placeCode", c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
      c.is_subsidised as "isSubsidised", c.online_theory_hours as "onlineTheoryHours",
      c.in_person_theory_hours as "inPersonTheoryHours", c.practice_hours as "practiceHours",
      r.source_document as rules, floor(extract(epoch from c.approved_at) * 1000)::float8 as "approvedAtMs"
    from training_class c join course_version v on v.id = c.course_version_id join course co on co.id = v.course_id
      join rule_profile r on r.id = c.rule_profile_id
    where c.id = ${classId} and c.approved_at is not null`;
  if (approved.length === 0) return 0;
  const learners = await tx<Of<'learner_enrolled'>[]>`
    select e.class_id as "classId", e.id as "enrolmentId", e.learner_id as "learnerId", i.category
    from enrolment e left join intake i on i.enrolment_id = e.id where e.class_id = ${classId} order by e.id`;
  const teachers = await tx<Of<'teacher_assigned'>[]>`
    select class_id as "classId", teacher_id as "teacherId" from class_teacher
    where class_id = ${classId} order by teacher_id`;
  return recordFacts(
    tx,
    [
      ...approved.map((fact) => ({ kind: 'class_approved' as const, ...fact })),
      ...teachers.map((fact) => ({ kind: 'teacher_assigned' as const, ...fact })),
      ...learners.map((fact) => ({ kind: 'learner_enrolled' as const, ...fact })),
    ],
    nowMs,
  );
}

/** Records entries of external assessments: one, or all that are missing. */
export async function recordAssessments(
  tx: Sql | SqlTx,
  which: { changeId: string } | { missing: number },
  nowMs: number,
): Promise<number> {
  const missing = tx`not exists (select from supervision_record s where s.kind = 'assessment_result' and s.subject = a.id::text)`;
  const facts = await tx<Of<'assessment_result'>[]>`
    select a.id as "changeId", e.class_id as "classId", e.id as "enrolmentId", e.learner_id as "learnerId",
      a.ended_on::text as "endedOn", a.is_passed as "isPassed", a.certificate_number as "certificateNumber"
    from assessment_change a join enrolment e on e.id = a.enrolment_id
    where ${'changeId' in which ? tx`a.id = ${which.changeId}` : missing}
    order by a.seq limit ${'missing' in which ? which.missing : 1}`;
  return recordFacts(
    tx,
    facts.map((fact) => ({ kind: 'assessment_result' as const, ...fact })),
    nowMs,
  );
}

/** Records how satisfied classes are, of rounds that were counted: one, or all that are missing. Counts only (P057). */
export async function recordSatisfaction(
  tx: Sql | SqlTx,
  which: { roundId: string } | { missing: number },
  nowMs: number,
): Promise<number> {
  const missing = tx`not exists (select from supervision_record s where s.kind = 'satisfaction' and s.subject = r.id::text)`;
  const facts = await tx<Of<'satisfaction'>[]>`
    select r.id as "roundId", r.class_id as "classId", r.number, (r.tally ->> 'enrolled')::int as enrolled,
      (r.tally ->> 'answers')::int as answers,
      (r.tally #>> '{steps,overall,3}')::int + (r.tally #>> '{steps,overall,4}')::int as satisfied
    from survey_round r where r.tally is not null and ${'roundId' in which ? tx`r.id = ${which.roundId}` : missing}
    order by r.id limit ${'missing' in which ? which.missing : 1}`;
  return recordFacts(
    tx,
    facts.map((fact) => ({ kind: 'satisfaction' as const, ...fact })),
    nowMs,
  );
}

/** Records that a class is over. */
export async function recordClosing(tx: Sql | SqlTx, classId: string, nowMs: number): Promise<number> {
  const [step] = await tx<{ ms: number }[]>`
    select floor(extract(epoch from at) * 1000)::float8 as ms from class_step
    where class_id = ${classId} and step = 'close' order by seq desc limit 1`;
  if (!step) return 0;
  return recordFacts(tx, [{ kind: 'class_closed', classId, closedAtMs: step.ms }], nowMs);
}
