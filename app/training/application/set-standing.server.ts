import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { coversPlace } from '../covers-place.ts';
import { tellStandings } from '../notices/tell-standing.server.ts';
import { judgeStanding, rectificationLeast, standingOn, type Standing } from './judge-standing.ts';
import { readStandings } from './read-standings.server.ts';

/** An institution of a bureau's area, as it stands today. */
export type InstitutionListed = {
  id: string;
  name: string;
  placeCode: string;
  standing: Standing;
  untilDay: string | null;
  reason: string | null;
  classes: number;
};

/** Training institutions whose place lies in the area of the session's bureau; nobody else's (H10). */
export function inArea(sql: Sql | SqlTx, { institutionId }: Session) {
  return sql`i.kind = 'school' and starts_with(i.place_code, (
    select regexp_replace(b.place_code, '(00){1,2}$', '') from institution b where b.id = ${institutionId} and b.kind = 'bureau'))`;
}

/** The institutions of a bureau's area, those that may not train first (P044, P060). */
export async function readInstitutions(
  sql: Sql,
  session: Session,
  now: ClockReading,
): Promise<InstitutionListed[]> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  const today = chinaDay(now.wallMs);
  return sql<InstitutionListed[]>`
    select i.id, i.name, i.place_code as "placeCode", coalesce(s.standing, 'normal') as standing,
      s.until_day::text as "untilDay", s.reason,
      (select count(*)::int from training_class c where c.institution_id = i.id and c.state = 'approved') as classes
    from institution i left join lateral (
      select * from (
        select * from institution_standing w where w.institution_id = i.id and w.from_day <= ${today}
        order by w.seq desc limit 1) last
      where last.until_day is null or last.until_day >= ${today}) s on true
    where ${inArea(sql, session)}
    order by array_position(array['barred', 'rectifying', 'normal'], coalesce(s.standing, 'normal')), i.name, i.id
    limit 500`;
}

/**
 * Sets how an institution of the bureau's area stands from today, with the reason (P044, P057, P060). A rectification
 * lasts a calendar month at least. What a higher bureau set is not lifted below it. Throws `not_found`, `forbidden`,
 * `standing_short`, `standing_above`.
 */
export async function setStanding(
  sql: Sql,
  session: Session,
  institutionId: string,
  { standing, untilDay, reason }: { standing: Standing; untilDay: string | null; reason: string },
  now: ClockReading,
): Promise<void> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  const today = chinaDay(now.wallMs);
  await sql.begin(async (tx) => {
    const [found] = await tx<{ id: string; areaCode: string }[]>`
      select i.id, (select place_code from institution where id = ${session.institutionId}) as "areaCode"
      from institution i where i.id = ${institutionId} and ${inArea(tx, session)} for update of i`;
    if (!found) throw new Refusal('not_found');
    const fault = judgeStanding({ standing, fromDay: today, untilDay });
    if (fault) throw new Refusal('standing_short', { field: fault, earliest: rectificationLeast(today) });
    const last = standingOn(await readStandings(tx, found.id), today);
    const isHeld = last !== null && last.standing !== 'normal';
    if (isHeld && !coversPlace(found.areaCode, last.areaCode)) throw new Refusal('standing_above');
    const [set] = await tx<{ id: string }[]>`
      insert into institution_standing (institution_id, standing, from_day, until_day, reason, decided_by, decided_at)
      values (${found.id}, ${standing}, ${today}, ${untilDay}, ${reason}, ${session.personId}, ${new Date(now.wallMs)})
      returning id`;
    if (set) await tellStandings(tx, set);
  });
}
