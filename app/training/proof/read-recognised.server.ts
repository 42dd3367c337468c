import type { Sql, SqlTx } from '../../../db/client.ts';
import { readClassHours } from '../../study/read-class-hours.server.ts';
import { readInPersonHours } from '../in-person/read-in-person-hours.server.ts';
import type { ClassHours } from '../plan/judge-hours.ts';
import { ruleProfileParameters, type RuleProfileParameters } from '../rule-profile.ts';
import type { ProofFault } from './compare-proof.ts';
import { judgeRecognisedHours, type RecognisedHours } from './judge-recognised-hours.ts';
import { readTested } from './read-tested.server.ts';

/** A proof as the desk sees it. */
export type ProofStanding = {
  number: string;
  issuedMs: number;
  revokedMs: number | null;
  /** When the bureau let a void one be issued again. */
  mendedMs: number | null;
  /** The void one in whose stead it stands. */
  replaces: string | null;
  fault: ProofFault | null;
};

/** One learner of a class with everything that her proof hangs on. */
export type RecognisedRow = {
  enrolmentId: string;
  learnerId: string;
  name: string;
  hours: RecognisedHours;
  /** The class hours online that the ledger recognises, from 1. */
  onlineHours: number[];
  inPerson: { theoryHours: number; practiceHours: number };
  finalTest: 'passed' | 'open' | null;
  proof: ProofStanding | null;
};

export type Recognised = { rows: RecognisedRow[]; plan: ClassHours; parameters: RuleProfileParameters };

type Person = Pick<RecognisedRow, 'enrolmentId' | 'learnerId' | 'name'> &
  Omit<ProofStanding, 'number'> & { number: string | null };

/**
 * The recognised hours of everybody in a class, computed now from the ledger and the attendance (I7, P001). The caller has
 * asked whom the class concerns. Cost: a dozen statements, whatever the number of learners.
 */
export async function readRecognised(sql: Sql | SqlTx, classId: string): Promise<Recognised> {
  const [plans, online, inPerson, tested, people] = await Promise.all([
    sql<(ClassHours & { parameters: unknown })[]>`
      select c.online_theory_hours as "onlineTheory", c.in_person_theory_hours as "inPersonTheory",
        c.practice_hours as practice, r.parameters
      from training_class c join rule_profile r on r.id = c.rule_profile_id where c.id = ${classId}`,
    readClassHours(sql, classId),
    readInPersonHours(sql, classId),
    readTested(sql, classId),
    sql<Person[]>`
      select e.id as "enrolmentId", e.learner_id as "learnerId", p.name, s.number,
        coalesce(extract(epoch from s.issued_at)::float8 * 1000, 0) as "issuedMs",
        extract(epoch from v.revoked_at)::float8 * 1000 as "revokedMs",
        extract(epoch from m.decided_at)::float8 * 1000 as "mendedMs", s.replaces, k.fault
      from enrolment e join person p on p.id = e.learner_id left join study_proof s on s.enrolment_id = e.id
          and not exists (select from study_proof r where r.replaces = s.number)
        left join proof_mended m on m.number = s.number left join proof_revocation v on v.number = s.number left join proof_check k on k.number = s.number
      where e.class_id = ${classId} order by p.name, e.id`,
  ]);
  const [row] = plans;
  if (!row) throw new Error(`class ${classId} was read a moment ago`);
  const { parameters: stored, ...plan } = row;
  const parameters = ruleProfileParameters.parse(stored);
  const rows = people.map(
    ({ number, issuedMs, revokedMs, mendedMs, replaces, fault, ...person }): RecognisedRow => {
      const hours = online.get(person.enrolmentId) ?? [];
      const held = inPerson.get(person.enrolmentId) ?? noInPerson;
      const judged = judgeRecognisedHours(plan, parameters, hours, held);
      // Nobody is asked to be tested online on what she heard in the classroom.
      const isTested = tested !== null && judged.onlineTheory > 0;
      return {
        ...person,
        hours: judged,
        onlineHours: hours.filter(({ recognised }) => recognised).map((hour) => hour.number),
        inPerson: { theoryHours: held.theoryHours, practiceHours: held.practiceHours },
        finalTest: !isTested ? null : tested.has(person.enrolmentId) ? 'passed' : 'open',
        proof: number === null ? null : { number, issuedMs, revokedMs, mendedMs, replaces, fault },
      };
    },
  );
  return { rows, plan, parameters };
}

const noInPerson = { theoryHours: 0, practiceHours: 0, withheld: [] };

/** Whether no proof stands, and none is void for a cause that the bureau has not found mended. */
export const isDue = (proof: ProofStanding | null): boolean =>
  proof === null || (proof.revokedMs !== null && proof.mendedMs !== null);

/** Whether her hours and her test allow a proof; whether the class is satisfied is asked beside it (P057). */
export function isReady({ hours, finalTest, proof }: RecognisedRow): boolean {
  return hours.isComplete && finalTest !== 'open' && isDue(proof);
}
