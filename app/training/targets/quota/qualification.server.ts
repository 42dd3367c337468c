import { z } from 'zod';
import type { Sql } from '../../../../db/client.ts';
import type { Session } from '../../../identity/read-session.server.ts';
import type { ClockReading } from '../../../platform/clock.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { inArea } from '../../application/set-standing.server.ts';
import { readBureau } from '../read-bureau.server.ts';

/** What an institution is entitled to, as it was set last for each; `occupation` null: schooling of its own kind (学制教育). */
export type Qualification = {
  id: string;
  occupation: string | null;
  fromDay: string;
  isHeld: boolean;
  bureau: string;
};

/** Every qualification of an institution that was ever set, the last word of each (P036, P045). */
export async function readQualifications(sql: Sql, institutionId: string): Promise<Qualification[]> {
  return sql<Qualification[]>`
    with last as (
      select distinct on (kind, occupation_id) * from institution_qualification
      where institution_id = ${institutionId} order by kind, occupation_id, seq desc)
    select l.id, o.name as occupation, l.from_day::text as "fromDay", l.is_held as "isHeld", b.name as bureau
    from last l join person p on p.id = l.decided_by join institution b on b.id = p.institution_id
      left join occupation o on o.id = l.occupation_id
    order by l.kind, o.name`;
}

/** The form: which (`school_system` or an occupation), held or not, from which day on. */
export const qualificationWire = z.object({
  intent: z.literal('qualify'),
  institution: z.uuid(),
  what: z.string().min(1).max(60),
  isHeld: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
  fromDay: z.iso.date(),
});
export type QualificationSet = Omit<z.infer<typeof qualificationWire>, 'intent'>;

/**
 * Sets what an institution of the bureau's area is entitled to from a day on; it counts from that very day (P045). Throws
 * `forbidden`, `not_found`, `bad_shape`.
 */
export async function setQualification(
  sql: Sql,
  session: Session,
  { institution, what, isHeld, fromDay }: QualificationSet,
  now: ClockReading,
): Promise<void> {
  await readBureau(sql, session);
  await sql.begin(async (tx) => {
    const found = await tx`
      select from institution i where i.id = ${institution} and ${inArea(tx, session)} for update of i`;
    if (found.length === 0) throw new Refusal('not_found');
    const isSchool = what === 'school_system';
    const known = isSchool ? [] : await tx`select from occupation where id = ${what}`;
    if (!isSchool && known.length === 0) throw new Refusal('bad_shape', { field: 'what' });
    await tx`
      insert into institution_qualification (institution_id, kind, occupation_id, from_day, is_held, decided_by, decided_at)
      values (${institution}, ${isSchool ? 'school_system' : 'speciality'}, ${isSchool ? null : what}, ${fromDay},
        ${isHeld}, ${session.personId}, ${new Date(now.wallMs)})`;
  });
}
