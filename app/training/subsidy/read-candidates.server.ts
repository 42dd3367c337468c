import type { Sql, SqlTx } from '../../../db/client.ts';
import { unseal } from '../../platform/seal.server.ts';
import { standingOn } from '../application/judge-standing.ts';
import { readStandings } from '../application/read-standings.server.ts';
import { chinaDay } from '../class-day.ts';
import { ruleProfileParameters } from '../rule-profile.ts';
import { readRounds } from '../survey/read-rounds.server.ts';
import { readCancelled } from './is-subsidy-cancelled.server.ts';
import { judgeCandidate, type LeftOutReason } from './judge-candidate.ts';

/** A learner who is to get a subsidy, as a list says it. `mostYuan`: what her class's rules let her get; null: no limit. */
export type Proposed = {
  enrolmentId: string;
  classId: string;
  name: string;
  idEnding: string;
  institution: string;
  classTitle: string;
  occupation: string;
  level: string;
  certificateNumber: string;
  endedOn: string;
  mostYuan: number | null;
};

/** A learner who is left out, and why. */
export type LeftOut = {
  enrolmentId: string;
  name: string;
  institution: string;
  classTitle: string;
  reason: LeftOutReason;
};

/** Who is proposed and who is not, with the strictest rules of their classes. */
export type Candidates = {
  proposed: Proposed[];
  leftOut: LeftOut[];
  publicityDays: number;
  reviewersMin: number;
};

type Row = Omit<Proposed, 'idEnding' | 'mostYuan' | 'certificateNumber'> & {
  personId: string;
  sealed: Buffer | null;
  isPassed: boolean | null;
  certificateNumber: string | null;
  institutionId: string;
  parameters: unknown;
};

/**
 * Judges the learners of a bureau's subsidised classes who are on no list but `batchId`: everybody whose assessment ended
 * by `lastDay`, and everybody of a class that is over. `onlyIn` judges nobody but the people of the list.
 */
export async function readCandidates(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  {
    bureauId,
    lastDay,
    batchId,
    onlyIn = false,
  }: { bureauId: string; lastDay: string; batchId: string | null; onlyIn?: boolean },
  nowMs: number,
): Promise<Candidates> {
  const today = chinaDay(nowMs);
  const rows = await sql<Row[]>`
    select e.id as "enrolmentId", p.id as "personId", p.name, p.id_number_sealed as sealed, i.id as "institutionId",
      i.name as institution, c.id as "classId", c.title as "classTitle", o.name as occupation, k.level,
      a.is_passed as "isPassed", a.certificate_number as "certificateNumber", a.ended_on::text as "endedOn", r.parameters
    from training_class c join enrolment e on e.class_id = c.id join person p on p.id = e.learner_id
      join institution i on i.id = c.institution_id join rule_profile r on r.id = c.rule_profile_id
      join course_version v on v.id = c.course_version_id join course k on k.id = v.course_id
      join occupation o on o.id = k.occupation_id
      left join assessment_result a on a.enrolment_id = e.id left join subsidy_entry s on s.enrolment_id = e.id
    where c.is_subsidised and c.state in ('approved', 'closed') and starts_with(c.place_code, (
        select regexp_replace(b.place_code, '(00){1,2}$', '') from institution b where b.id = ${bureauId} and b.kind = 'bureau'))
      and ${onlyIn ? sql`s.batch_id = ${batchId}` : sql`(s.id is null or s.batch_id = ${batchId})`}
      and (a.ended_on <= ${lastDay} or a.enrolment_id is null and c.ends_on < ${today})
    order by i.name, i.id, c.title, c.id, p.name, e.id`;
  const ids = (of: (row: Row) => string) => [...new Set(rows.map(of))];
  const classIds = ids(({ classId }) => classId);
  const cancelled = await readCancelled(sql, classIds);
  const satisfied = new Set<string>();
  for (const id of classIds)
    if ((await readRounds(sql, id, nowMs))[0]?.standing.state === 'passed') satisfied.add(id);
  const barred = new Set<string>();
  for (const id of ids(({ institutionId }) => institutionId))
    if (standingOn(await readStandings(sql, id), today)?.standing === 'barred') barred.add(id);
  const found: Candidates = { proposed: [], leftOut: [], publicityDays: 5, reviewersMin: 2 };
  for (const {
    personId,
    sealed,
    isPassed,
    certificateNumber,
    classId,
    institutionId,
    parameters,
    ...row
  } of rows) {
    const reason = judgeCandidate({
      ...{ hasIdNumber: sealed !== null, isPassed, certificateNumber },
      isSatisfied: satisfied.has(classId),
      isCancelled: cancelled.has(classId),
      isBarred: barred.has(institutionId),
    });
    if (reason !== null || sealed === null || certificateNumber === null) {
      const { enrolmentId, name, institution, classTitle } = row;
      if (reason) found.leftOut.push({ enrolmentId, name, institution, classTitle, reason });
      continue;
    }
    const rules = ruleProfileParameters.parse(parameters);
    found.publicityDays = Math.max(found.publicityDays, rules.publicity_days);
    found.reviewersMin = Math.max(found.reviewersMin, rules.reviewers_min);
    const idEnding = unseal(masterKey, `id-number:${personId}`, sealed).toString('utf8').slice(-4);
    found.proposed.push({ ...row, classId, certificateNumber, idEnding, mostYuan: rules.subsidy_max_yuan });
  }
  return found;
}
