import type { Sql } from '../../../db/client.ts';
import type { Result } from './judge-results.ts';

/** A learner of a class with the result of the external assessment, and what was entered before it. */
export type LearnerResult = {
  enrolmentId: string;
  name: string;
  result: Result | null;
  /** Entries that were corrected since, the last one first, with the reason of the correction. */
  corrections: { reason: string; recordedBy: string; recordedMs: number }[];
};

/** Everybody of a class in the order of the roster. The class is the caller's own. */
export async function readResults(sql: Sql, classId: string): Promise<LearnerResult[]> {
  const rows = await sql<(Omit<LearnerResult, 'result'> & Result & { isKnown: boolean })[]>`
    select e.id as "enrolmentId", p.name, a.enrolment_id is not null as "isKnown", a.ended_on::text as "endedOn",
      a.is_passed as "isPassed", a.certificate_number as "certificateNumber",
      coalesce((select json_agg(json_build_object('reason', h.reason, 'recordedBy', w.name,
          'recordedMs', extract(epoch from h.recorded_at)::float8 * 1000) order by h.seq desc)
        from assessment_change h join person w on w.id = h.recorded_by
        where h.enrolment_id = e.id and h.reason is not null), '[]'::json) as corrections
    from enrolment e join person p on p.id = e.learner_id left join assessment_result a on a.enrolment_id = e.id
    where e.class_id = ${classId} order by e.enrolled_at, p.name, e.id`;
  return rows.map(({ isKnown, endedOn, isPassed, certificateNumber, ...row }) => ({
    ...row,
    result: isKnown ? { endedOn, isPassed, certificateNumber } : null,
  }));
}
