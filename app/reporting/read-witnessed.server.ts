import type { Sql } from '../../db/client.ts';

/** Class hours that were studied on a clerk's word: the bureau decides about them (P007). No ids: nothing leads on. */
export type WitnessedSeen = {
  learner: string;
  institution: string;
  className: string;
  /** Counted from 1. */
  hours: number[];
  /** The last clerk who saw her, when and how she knew her. */
  clerk: string;
  reason: string;
  atMs: number;
};

const shown = 300;

/** Every enrolment with hours under a witness, the newest first. The caller has checked who asks. */
export async function readWitnessed(sql: Sql): Promise<WitnessedSeen[]> {
  const rows = await sql<(Omit<WitnessedSeen, 'atMs'> & { at: Date })[]>`
    select p.name as learner, i.name as institution, t.title as "className", e.witnessed_hours as hours,
      k.name as clerk, w.reason, w.witnessed_at as at
    from enrolment_study e join person p on p.id = e.learner_id join institution i on i.id = p.institution_id
      join enrolment n on n.id = e.enrolment_id join training_class t on t.id = n.class_id
      join lateral (select * from face_witness f where f.learner_id = e.learner_id
        order by f.witnessed_at desc limit 1) w on true
      join person k on k.id = w.clerk_id
    where cardinality(e.witnessed_hours) > 0
    order by w.witnessed_at desc, p.name limit ${shown}`;
  return rows.map(({ at, hours, ...row }) => ({
    ...row,
    hours: hours.map((hour) => hour + 1).sort((a, b) => a - b),
    atMs: at.getTime(),
  }));
}
