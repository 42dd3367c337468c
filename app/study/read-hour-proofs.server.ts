import type { PendingQuery, Row } from 'postgres';
import type { Sql, SqlTx } from '../../db/client.ts';
import type { RuleProfileParameters } from '../training/rule-profile.ts';
import type { Enrolment } from './read-enrolment.server.ts';
import type { HourProofs } from './recognise-class-hours.ts';

type ProofRow = {
  enrolmentId: string;
  photographed: number[];
  checked: number[];
  witnessed: number[];
  decided: Record<string, boolean>;
};

/** How often each value stands in a list. */
function tally(hours: number[]): Map<number, number> {
  const count = new Map<number, number>();
  for (const hour of hours) count.set(hour, (count.get(hour) ?? 0) + 1);
  return count;
}

/** The last word of the bureau counts (P007). */
function readRows(sql: Sql | SqlTx, whose: PendingQuery<Row[]>) {
  return sql<ProofRow[]>`
    select s.enrolment_id as "enrolmentId", s.photographed_hours as photographed, s.face_checked_hours as checked,
      s.witnessed_hours as witnessed,
      coalesce((select json_object_agg(d.class_hour, d.is_accepted order by d.seq) from hour_decision d
        where d.enrolment_id = s.enrolment_id and not exists (select from hour_decision later
          where later.enrolment_id = d.enrolment_id and later.class_hour = d.class_hour and later.seq > d.seq)),
        '{}') as decided
    from enrolment_study s where ${whose}`;
}

function toProofs(row: ProofRow | undefined, profile: RuleProfileParameters): HourProofs {
  return {
    photographs: tally(row?.photographed ?? []),
    photographsMin: profile.snapshots_per_class_hour_min,
    faceChecks: tally(row?.checked ?? []),
    faceChecksMin: profile.face_check.random_per_class_hour,
    witnessed: new Set(row?.witnessed),
    decided: new Map(
      Object.entries(row?.decided ?? {}).map(([hour, isAccepted]) => [Number(hour), isAccepted]),
    ),
  };
}

/** What stands in each class hour (from 0) of an enrolment. */
export async function readHourProofs(
  sql: Sql,
  learnerId: string,
  { enrolmentId, profile }: Enrolment,
): Promise<HourProofs> {
  const [row] = await readRows(sql, sql`s.learner_id = ${learnerId} and s.enrolment_id = ${enrolmentId}`);
  return toProofs(row, profile);
}

/** The same of everybody in a class: by enrolment, empty for who has not begun. */
export async function readClassProofs(
  sql: Sql | SqlTx,
  classId: string,
  profile: RuleProfileParameters,
): Promise<(enrolmentId: string) => HourProofs> {
  const rows = await readRows(
    sql,
    sql`(s.learner_id, s.enrolment_id) in (select e.learner_id, e.id from enrolment e where e.class_id = ${classId})`,
  );
  const of = new Map(rows.map((row) => [row.enrolmentId, row]));
  return (enrolmentId) => toProofs(of.get(enrolmentId), profile);
}

/** The same of these enrolments, whatever their classes; each is weighed by the rules of its own. */
export async function readProofsOf(
  sql: Sql | SqlTx,
  enrolmentIds: string[],
): Promise<(enrolmentId: string, profile: RuleProfileParameters) => HourProofs> {
  const rows = await readRows(
    sql,
    sql`(s.learner_id, s.enrolment_id) in (select e.learner_id, e.id from enrolment e where e.id = any(${enrolmentIds}::uuid[]))`,
  );
  const of = new Map(rows.map((row) => [row.enrolmentId, row]));
  return (enrolmentId, profile) => toProofs(of.get(enrolmentId), profile);
}
