import type { Sql, SqlTx } from '../../db/client.ts';
import { ruleProfileParameters, type RuleProfileParameters } from '../training/rule-profile.ts';

/** A learner's place in a class, with the rules of that class. */
export type Enrolment = {
  enrolmentId: string;
  className: string;
  institutionPhone: string;
  startsOn: string;
  endsOn: string;
  approved: boolean;
  profile: RuleProfileParameters;
};

type Row = Omit<Enrolment, 'profile'> & { parameters: unknown };

/** The learner's enrolments, the newest class first; `enrolmentId` narrows to one. Never another learner's (O5). */
export async function readEnrolments(
  tx: Sql | SqlTx,
  learnerId: string,
  enrolmentId: string | null = null,
): Promise<Enrolment[]> {
  const rows = await tx<Row[]>`
    select en.id as "enrolmentId", c.title as "className", i.phone as "institutionPhone",
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.approved_at is not null as approved, r.parameters
    from enrolment en
    join training_class c on c.id = en.class_id
    join institution i on i.id = c.institution_id
    join rule_profile r on r.id = c.rule_profile_id
    where en.learner_id = ${learnerId} and (${enrolmentId}::uuid is null or en.id = ${enrolmentId}::uuid)
    order by c.starts_on desc, en.id`;
  return rows.map(({ parameters, ...row }) => ({ ...row, profile: ruleProfileParameters.parse(parameters) }));
}
