import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { tellResults } from '../notices/tell-results.server.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { recordAssessments } from '../outbox/record-class.server.ts';
import { requireSatisfied } from '../survey/read-lock.server.ts';
import type { ResultLine } from './assessment.wire.ts';
import { compareResult, judgeResult, type Result } from './judge-results.ts';

/**
 * Enters the results of the external assessment, all lines or none. Nothing is entered before the class was asked and is
 * satisfied (P057); a correction needs a reason, and every entry stays readable. A second press changes nothing. Throws
 * `not_found`, `forbidden`, `class_step`, `survey_due`, `assessment_locked`, `result_wrong` (with field and fault),
 * `reason_missing`, `certificate_taken`.
 */
export async function recordResults(
  sql: Sql,
  session: Session,
  classId: string,
  { lines, reason }: { lines: ResultLine[]; reason: string },
  now: ClockReading,
): Promise<{ count: number }> {
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  return sql
    .begin(async (tx) => {
      const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
      if (own.state !== 'approved' && own.state !== 'closed')
        throw new Refusal('class_step', { state: own.state });
      await requireSatisfied(tx, own.id, now.wallMs);
      const known = await readKnown(tx, own.id);
      const day = { startsOn: own.startsOn, today: chinaDay(now.wallMs) };
      let count = 0;
      for (const line of lines) {
        const { enrolmentId } = line;
        if (!known.has(enrolmentId)) throw new Refusal('not_found');
        const pair = { typed: readTyped(line), known: known.get(enrolmentId) ?? null };
        const fault = judgeResult(pair, day);
        if (fault) throw new Refusal('result_wrong', { field: enrolmentId, fault });
        const change = compareResult(pair);
        if (change === 'same' || pair.typed === null) continue;
        if (change === 'corrected' && reason.length < 4)
          throw new Refusal('reason_missing', { field: 'reason' });
        await enter(tx, enrolmentId, pair.typed, change === 'corrected' ? reason : null, session, now);
        count++;
      }
      return { count };
    })
    .catch((error: { constraint_name?: string }) => {
      if (error.constraint_name === 'assessment_certificate') throw new Refusal('certificate_taken');
      throw error;
    });
}

function readTyped({ result, endedOn, certificateNumber }: ResultLine): Result | null {
  if (result === '') return null;
  return { endedOn, isPassed: result === 'passed', certificateNumber: certificateNumber || null };
}

/** What is known of every learner of a class, by enrolment. */
async function readKnown(tx: SqlTx, classId: string): Promise<Map<string, Result | null>> {
  const rows = await tx<(Result & { enrolmentId: string; isKnown: boolean })[]>`
    select e.id as "enrolmentId", a.enrolment_id is not null as "isKnown", a.ended_on::text as "endedOn",
      a.is_passed as "isPassed", a.certificate_number as "certificateNumber"
    from enrolment e left join assessment_result a on a.enrolment_id = e.id where e.class_id = ${classId}`;
  return new Map(rows.map(({ enrolmentId, isKnown, ...result }) => [enrolmentId, isKnown ? result : null]));
}

async function enter(
  tx: SqlTx,
  enrolmentId: string,
  { endedOn, isPassed, certificateNumber }: Result,
  reason: string | null,
  { personId }: Session,
  now: ClockReading,
): Promise<void> {
  const at = new Date(now.wallMs);
  const [change] = await tx<{ id: string }[]>`
    insert into assessment_change (enrolment_id, ended_on, is_passed, certificate_number, reason, recorded_by, recorded_at)
    values (${enrolmentId}, ${endedOn}, ${isPassed}, ${certificateNumber}, ${reason}, ${personId}, ${at})
    returning id`;
  if (change) {
    await tellResults(tx, change);
    await recordAssessments(tx, { changeId: change.id }, now.wallMs);
  }
  await tx`
    insert into assessment_result (enrolment_id, ended_on, is_passed, certificate_number, recorded_by, recorded_at)
    values (${enrolmentId}, ${endedOn}, ${isPassed}, ${certificateNumber}, ${personId}, ${at})
    on conflict (enrolment_id) do update set ended_on = excluded.ended_on, is_passed = excluded.is_passed,
      certificate_number = excluded.certificate_number, recorded_by = excluded.recorded_by,
      recorded_at = excluded.recorded_at`;
}
