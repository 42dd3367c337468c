import type { Sql } from '../../../db/client.ts';
import type { Credit } from '../../study/study.wire.ts';
import { readInPersonHours } from '../in-person/read-in-person-hours.server.ts';
import type { ClassHours } from '../plan/judge-hours.ts';
import { ruleProfileParameters } from '../rule-profile.ts';
import { judgeRecognisedHours, type RecognisedHours } from './judge-recognised-hours.ts';

/** What a learner's class comes to for her, and whether she has a proof. */
export type OwnHours = { hours: RecognisedHours; hasProof: boolean };

/** The same hours that her desk sees, of the enrolment in `credit`; null: no class, or none with a plan. */
export async function readOwnHours(sql: Sql, learnerId: string, credit: Credit): Promise<OwnHours | null> {
  if (credit.enrolmentId === null) return null;
  const [row] = await sql<(ClassHours & { classId: string; parameters: unknown; hasProof: boolean })[]>`
    select c.id as "classId", c.online_theory_hours as "onlineTheory", c.in_person_theory_hours as "inPersonTheory",
      c.practice_hours as practice, r.parameters,
      exists (select from study_proof s where s.learner_id = ${learnerId}) as "hasProof"
    from enrolment e join training_class c on c.id = e.class_id join rule_profile r on r.id = c.rule_profile_id
    where e.id = ${credit.enrolmentId} and e.learner_id = ${learnerId}`;
  if (!row) return null;
  const { classId, parameters, hasProof, ...plan } = row;
  const held = (await readInPersonHours(sql, classId)).get(credit.enrolmentId);
  const inPerson = held ?? { theoryHours: 0, practiceHours: 0, withheld: [] };
  const rules = ruleProfileParameters.parse(parameters);
  const hours = judgeRecognisedHours(plan, rules, credit.classHours, inPerson);
  const isPlanned = plan.onlineTheory + plan.inPersonTheory + plan.practice > 0;
  return isPlanned || hasProof ? { hours, hasProof } : null;
}
