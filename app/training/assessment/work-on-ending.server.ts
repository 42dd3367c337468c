import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { extendRound, openRound } from '../survey/open-round.server.ts';
import { surveyWorkWire } from '../survey/survey.wire.ts';
import { reasonWire, resultField, resultWire } from './assessment.wire.ts';
import { recordResults } from './record-results.server.ts';

/** Does what a form of the page asks. Throws refusals of the verbs, `bad_shape` (with the field). */
export async function workOnEnding(
  sql: Sql,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  if (form.get('intent') === 'results') {
    await recordResults(sql, session, classId, readLines(form), now);
    return;
  }
  const read = surveyWorkWire.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Refusal('bad_shape', { field: 'days' });
  const verb = read.data.intent === 'open-survey' ? openRound : extendRound;
  await verb(sql, session, classId, read.data.days, now);
}

/** The lines of the form, one for each hidden `enrolment`. */
function readLines(form: FormData) {
  const reason = reasonWire.safeParse(form.get('reason') ?? '');
  if (!reason.success) throw new Refusal('bad_shape', { field: 'reason' });
  const lines = form.getAll('enrolment').map((id) => {
    const enrolmentId = String(id);
    const read = resultWire.safeParse({
      enrolmentId,
      result: form.get(resultField('result', enrolmentId)),
      endedOn: form.get(resultField('day', enrolmentId)) ?? '',
      certificateNumber: form.get(resultField('certificate', enrolmentId)) ?? '',
    });
    if (!read.success) throw new Refusal('bad_shape', { field: enrolmentId });
    return read.data;
  });
  return { lines, reason: reason.data };
}
