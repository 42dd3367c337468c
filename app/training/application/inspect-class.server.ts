import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { tellInspected } from '../notices/tell-oversight.server.ts';
import { requireOwnClass } from '../own-class.server.ts';
import type { InspectionMade } from './application.wire.ts';

/** An inspection as it is listed. */
export type Inspection = InspectionMade & { id: string; inspector: string };

/**
 * Records a look at a running class, by its bureau or an inspector: who, when, on site or by video, how many were there,
 * what was found (P025, P048). It is never changed. Throws `not_found`, `forbidden`, `class_step`, `bad_shape`.
 */
export async function inspectClass(
  sql: Sql,
  session: Session,
  classId: string,
  { inspectedOn, manner, headcount, findings }: InspectionMade,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (session.role !== 'bureau' && session.role !== 'inspector') throw new Refusal('forbidden');
    if (own.institutionId === session.institutionId) throw new Refusal('approve_own');
    if (own.state !== 'approved') throw new Refusal('class_step', { state: own.state });
    if (inspectedOn > chinaDay(now.wallMs) || inspectedOn < own.startsOn)
      throw new Refusal('bad_shape', { field: 'inspectedOn' });
    const [made] = await tx<{ id: string }[]>`
      insert into inspection (class_id, inspected_on, manner, headcount, findings, inspected_by, recorded_at)
      values (${own.id}, ${inspectedOn}, ${manner}, ${headcount}, ${findings}, ${session.personId},
        ${new Date(now.wallMs)}) returning id`;
    if (made) await tellInspected(tx, made);
  });
}

/** The inspections of the caller's class, the newest first. */
export async function readInspections(sql: Sql | SqlTx, classId: string): Promise<Inspection[]> {
  return sql<Inspection[]>`
    select n.id, n.inspected_on::text as "inspectedOn", n.manner, n.headcount, n.findings,
      i.name || ' ' || p.name as inspector
    from inspection n join person p on p.id = n.inspected_by join institution i on i.id = p.institution_id
    where n.class_id = ${classId} order by n.inspected_on desc, n.recorded_at desc, n.id`;
}
