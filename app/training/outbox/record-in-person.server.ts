import type { Sql, SqlTx } from '../../../db/client.ts';
import { standing } from '../in-person/read-attendance.server.ts';
import { recordFacts } from './record-facts.server.ts';
import type { SupervisionFact } from './supervision-record.ts';

type Of<Kind extends SupervisionFact['kind']> = Omit<Extract<SupervisionFact, { kind: Kind }>, 'kind'>;

/**
 * Records attendance that stands, by sheet, with the session that was held by it and whom a make-up lesson was held for
 * (P049, P055): one sheet, or all that are missing. What a second person has not confirmed is no fact. A correction is a
 * sheet of its own and a fact beside the first.
 */
export async function recordSheets(
  tx: Sql | SqlTx,
  which: { sheetId: string } | { missing: number },
  nowMs: number,
): Promise<number> {
  const missing = tx`not exists (select from supervision_record r where r.kind = 'attendance_taken'
    and r.subject = n.sheet_id::text || ' ' || n.enrolment_id::text)`;
  const taken = await tx<Of<'attendance_taken'>[]>`
    select s.class_id as "classId", e.id as "enrolmentId", e.learner_id as "learnerId", s.id as "sessionId",
      a.id as "sheetId", n.state, n.spans, a.source, a.file_sha256 as "fileSha256",
      floor(extract(epoch from a.taken_at) * 1000)::float8 as "takenAtMs"
    from attendance_sheet a join class_session s on s.id = a.session_id
      join attendance_entry n on n.sheet_id = a.id join enrolment e on e.id = n.enrolment_id
      left join attendance_outcome o on o.sheet_id = a.id
    where ${standing(tx)} and ${'sheetId' in which ? tx`a.id = ${which.sheetId}` : missing}
    order by a.seq, e.id ${'missing' in which ? tx`limit ${which.missing}` : tx``}`;
  if (taken.length === 0) return 0;
  const sessionIds = [...new Set(taken.map(({ sessionId }) => sessionId))];
  const held = await tx<Of<'session_held'>[]>`
    select class_id as "classId", id as "sessionId", day::text, from_minute * 60 as "fromS", to_minute * 60 as "toS",
      kind as "sessionKind", hours, teacher_id as "teacherId", makes_up as "makesUp"
    from class_session where id = any(${sessionIds}::uuid[]) order by day, from_minute, id`;
  const madeUp = await tx<Of<'make_up_held'>[]>`
    select s.class_id as "classId", e.id as "enrolmentId", e.learner_id as "learnerId", s.id as "sessionId",
      s.makes_up as "makesUp"
    from session_learner l join class_session s on s.id = l.session_id join enrolment e on e.id = l.enrolment_id
    where s.id = any(${sessionIds}::uuid[]) and s.makes_up is not null order by s.id, e.id`;
  return recordFacts(
    tx,
    [
      ...held.map((fact) => ({ kind: 'session_held' as const, ...fact })),
      ...madeUp.map((fact) => ({ kind: 'make_up_held' as const, ...fact })),
      ...taken.map((fact) => ({ kind: 'attendance_taken' as const, ...fact })),
    ],
    nowMs,
  );
}

/** Records pieces of recording as they were registered (P051–P053): one, or all that are missing. Where they are kept stays here. */
export async function recordRecordings(
  tx: Sql | SqlTx,
  which: { recordingId: string } | { missing: number },
  nowMs: number,
): Promise<number> {
  const missing = tx`not exists (select from supervision_record s where s.kind = 'session_recorded' and s.subject = r.id::text)`;
  const facts = await tx<Of<'session_recorded'>[]>`
    select r.class_id as "classId", r.session_id as "sessionId", r.id as "recordingId", r.from_s as "fromS", r.to_s as "toS",
      r.sha256, r.visible, floor(extract(epoch from r.recorded_at) * 1000)::float8 as "recordedAtMs"
    from session_recording r
    where ${'recordingId' in which ? tx`r.id = ${which.recordingId}` : missing}
    order by r.seq limit ${'missing' in which ? which.missing : 1}`;
  return recordFacts(
    tx,
    facts.map((fact) => ({ kind: 'session_recorded' as const, ...fact })),
    nowMs,
  );
}
