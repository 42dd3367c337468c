import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { tellSubsidies } from '../notices/tell-oversight.server.ts';
import { requireOwnClass } from '../own-class.server.ts';
import type { Span } from './count-hours.ts';
import { isCancelDue, presentDuring } from './judge-subsidy.ts';
import { readAttendance } from './read-attendance.server.ts';

/** A registered piece of recording, with how many were there while it ran. */
export type Recording = {
  id: string;
  sessionId: string;
  keptAt: string;
  fromS: number;
  toS: number;
  sha256: string | null;
  visible: number;
  present: number;
  by: string;
  atMs: number;
};

/** The recordings of a class in the order in which they were registered. */
export async function readRecordings(sql: Sql | SqlTx, classId: string): Promise<Recording[]> {
  const [rows, attendance] = await Promise.all([
    sql<Omit<Recording, 'present'>[]>`
      select r.id, r.session_id as "sessionId", r.kept_at as "keptAt", r.from_s as "fromS", r.to_s as "toS", r.sha256,
        r.visible, p.name as by, (extract(epoch from r.recorded_at) * 1000)::float8 as "atMs"
      from session_recording r join person p on p.id = r.recorded_by where r.class_id = ${classId} order by r.seq`,
    readAttendance(sql, classId),
  ]);
  const there = (sessionId: string): Span[][] =>
    attendance.filter((one) => one.sessionId === sessionId && !one.isWaiting).map(({ spans }) => spans);
  return rows.map((row) => ({ ...row, present: presentDuring(there(row.sessionId), [row.fromS, row.toS]) }));
}

/** A word about the subsidy of a class. */
export type SubsidyFact = {
  kind: 'cancelled' | 'lifted';
  clause: string;
  reason: string;
  by: string | null;
  at: string;
  atMs: number;
};

/** Every word about the subsidy of a class, the last one first. */
export async function readSubsidy(sql: Sql | SqlTx, classId: string): Promise<SubsidyFact[]> {
  return sql<SubsidyFact[]>`
    select f.kind, f.clause, f.reason, i.name || ' ' || p.name as by, (extract(epoch from f.at) * 1000)::float8 as "atMs",
      to_char(f.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
    from class_subsidy_fact f left join person p on p.id = f.decided_by left join institution i on i.id = p.institution_id
    where f.class_id = ${classId} order by f.seq desc`;
}

/**
 * Cancels the subsidy of a class whose recordings did not show everybody three times (P053). Asked under the lock of the
 * class after everything that may change the count, so that it is said once.
 */
export async function cancelWhereDue(tx: SqlTx, classId: string, now: ClockReading): Promise<void> {
  const [subsidised] = await tx`select 1 from training_class where id = ${classId} and is_subsidised`;
  if (!subsidised) return;
  const [facts, recordings] = [await readSubsidy(tx, classId), await readRecordings(tx, classId)];
  const unshown = recordings.filter(({ visible, present }) => visible < present).map(({ atMs }) => atMs);
  if (!isCancelDue(unshown, facts[0] ?? null)) return;
  const [fact] = await tx<{ id: string }[]>`insert into class_subsidy_fact (class_id, kind, clause, at)
    values (${classId}, 'cancelled', 'P053', ${new Date(now.wallMs)}) returning id`;
  if (fact) await tellSubsidies(tx, fact);
}

/** A bureau gives the subsidy back, with its reason. A second press changes nothing. Throws `not_found`, `forbidden`, `approve_own`. */
export async function liftSubsidy(
  sql: Sql,
  session: Session,
  classId: string,
  reason: string,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (session.role !== 'bureau') throw new Refusal('forbidden');
    if (own.institutionId === session.institutionId) throw new Refusal('approve_own');
    const [last] = await readSubsidy(tx, own.id);
    if (last?.kind !== 'cancelled') return;
    const [fact] = await tx<{ id: string }[]>`
      insert into class_subsidy_fact (class_id, kind, clause, reason, decided_by, at)
      values (${own.id}, 'lifted', 'P053', ${reason}, ${session.personId}, ${new Date(now.wallMs)}) returning id`;
    if (fact) await tellSubsidies(tx, fact);
  });
}
