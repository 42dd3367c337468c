import type { Sql } from '../../../../db/client.ts';
import type { Session } from '../../../identity/read-session.server.ts';
import type { ClockReading } from '../../../platform/clock.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { coversPlace } from '../../covers-place.ts';
import { readBureau } from '../read-bureau.server.ts';
import { inArea } from '../../application/set-standing.server.ts';
import type { QuotaSet } from './quota.wire.ts';
import { lockPlaces } from './read-places.server.ts';

/**
 * Sets how many subsidised places there are in a year, for an area or an institution within the bureau's own area (P041).
 * Fewer than are taken already may be set: nothing more is approved then. Throws `forbidden`, `not_found`.
 */
export async function setQuota(
  sql: Sql,
  session: Session,
  { of, year, occupationId, places }: QuotaSet,
  now: ClockReading,
): Promise<void> {
  const { placeCode: areaCode } = await readBureau(sql, session);
  await sql.begin(async (tx) => {
    await lockPlaces(tx);
    if (of.placeCode !== null && !coversPlace(areaCode, of.placeCode)) throw new Refusal('not_found');
    if (of.institutionId !== null) {
      const found = await tx`
        select from institution i where i.id = ${of.institutionId} and ${inArea(tx, session)}`;
      if (found.length === 0) throw new Refusal('not_found');
    }
    if (occupationId !== null) {
      const found = await tx`select from occupation where id = ${occupationId}`;
      if (found.length === 0) throw new Refusal('bad_shape', { field: 'occupationId' });
    }
    await tx`insert into quota (area_code, place_code, institution_id, year, occupation_id, places, set_by, set_at)
      values (${areaCode}, ${of.placeCode}, ${of.institutionId}, ${year}, ${occupationId}, ${places},
        ${session.personId}, ${new Date(now.wallMs)})`;
  });
}

/** Takes a quota back that this very area set. Throws `forbidden`, `not_found`. */
export async function liftQuota(
  sql: Sql,
  session: Session,
  quotaId: string,
  now: ClockReading,
): Promise<void> {
  const { placeCode: areaCode } = await readBureau(sql, session);
  await sql.begin(async (tx) => {
    await lockPlaces(tx);
    const lifted = await tx`
      insert into quota (area_code, place_code, institution_id, year, occupation_id, places, set_by, set_at)
      select area_code, place_code, institution_id, year, occupation_id, null, ${session.personId},
        ${new Date(now.wallMs)} from quota where id = ${quotaId} and area_code = ${areaCode}`;
    if (lifted.count === 0) throw new Refusal('not_found');
  });
}
