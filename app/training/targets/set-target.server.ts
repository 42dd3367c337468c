import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { areaPrefix, coversPlace } from '../covers-place.ts';
import { compareSums, type SumTold } from './compare-sums.ts';
import { isCity } from './place-names.ts';
import { readBureau } from './read-bureau.server.ts';
import { readTargetsOf, type TargetSet } from './read-targets.server.ts';
import { targetGroups } from './target-group.ts';
import type { TargetTyped } from './targets.wire.ts';

/**
 * Sets targets of places in the bureau's own area, all or none, and tells which cities no longer add up: that is not
 * refused (P112). A number that stands already is not written again. What a wider area set stays below it. Throws
 * `forbidden`, `target_wrong` (with `row`, the place in the list, and `field`), `target_above`.
 */
export async function setTargets(
  sql: Sql,
  session: Session,
  typed: readonly TargetTyped[],
  now: ClockReading,
): Promise<{ stored: number; sums: SumTold[] }> {
  const { placeCode: areaCode } = await readBureau(sql, session);
  const prefix = areaPrefix(areaCode);
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('targets'))`;
    const occupations = await tx<{ id: string }[]>`select id from occupation`;
    const groups = new Set<string>([...targetGroups, ...occupations.map(({ id }) => id)]);
    const years = typed.flatMap(({ fromYear, toYear }) => [fromYear, toYear]);
    const span: [number, number] = [Math.min(...years), Math.max(...years)];
    const standing = await readTargetsOf(tx, prefix, span);
    let stored = 0;
    for (const [row, one] of typed.entries()) {
      if (!coversPlace(areaCode, one.placeCode))
        throw new Refusal('target_wrong', { row, field: 'placeCode' });
      if (one.scope === 'own' && !isCity(one.placeCode))
        throw new Refusal('target_wrong', { row, field: 'scope' });
      if (!groups.has(one.group)) throw new Refusal('target_wrong', { row, field: 'group' });
      const before = standing.find((other) => isSame(other, one));
      if (before && !coversPlace(areaCode, before.areaCode)) throw new Refusal('target_above', { row });
      if (before?.people === one.people) continue;
      await enter(tx, areaCode, session, one, now);
      stored++;
    }
    return { stored, sums: compareSums(await readTargetsOf(tx, prefix, span)) };
  });
}

/** Takes a target back that this area or one within it set. Throws `forbidden`, `not_found`, `target_above`. */
export async function liftTarget(
  sql: Sql,
  session: Session,
  targetId: string,
  now: ClockReading,
): Promise<void> {
  const { placeCode: areaCode } = await readBureau(sql, session);
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('targets'))`;
    const [found] = await tx<TargetSet[]>`
      select area_code as "areaCode", place_code as "placeCode", scope, from_year as "fromYear", to_year as "toYear",
        group_name as "group", measure from target
      where id::text = ${targetId} and starts_with(place_code, ${areaPrefix(areaCode)})`;
    if (!found) throw new Refusal('not_found');
    if (!coversPlace(areaCode, found.areaCode)) throw new Refusal('target_above');
    await enter(tx, areaCode, session, { ...found, people: null }, now);
  });
}

function isSame(one: TargetSet, other: TargetTyped): boolean {
  return (['placeCode', 'scope', 'fromYear', 'toYear', 'group', 'measure'] as const).every(
    (name) => one[name] === other[name],
  );
}

async function enter(
  tx: SqlTx,
  areaCode: string,
  { personId }: Session,
  {
    placeCode,
    scope,
    fromYear,
    toYear,
    group,
    measure,
    people,
  }: Omit<TargetTyped, 'people'> & {
    people: number | null;
  },
  now: ClockReading,
): Promise<void> {
  await tx`
    insert into target (area_code, place_code, scope, from_year, to_year, group_name, measure, people, set_by, set_at)
    values (${areaCode}, ${placeCode}, ${scope}, ${fromYear}, ${toYear}, ${group}, ${measure}, ${people}, ${personId},
      ${new Date(now.wallMs)})`;
}
