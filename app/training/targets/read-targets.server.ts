import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { areaPrefix } from '../covers-place.ts';
import type { Target } from './compare-sums.ts';
import { countForTarget } from './count-results.ts';
import { readBureau } from './read-bureau.server.ts';
import { readRecognised } from './read-recognised.server.ts';

/** A target as it stands. */
export type TargetSet = Target & {
  id: string;
  /** Area of who set it; who is below it does not change it. */
  areaCode: string;
  clause: string | null;
  isInferred: boolean;
  /** Null: shipped with its document. */
  bureau: string | null;
};

/** A target with what was recognised of it. */
export type TargetReached = TargetSet & { reached: number };

/** The targets that stand, of places whose code begins with `prefix`, that touch the years. */
export async function readTargetsOf(
  sql: Sql | SqlTx,
  prefix: string,
  [fromYear, toYear]: [number, number],
): Promise<TargetSet[]> {
  return sql<TargetSet[]>`
    with t as (
      select distinct on (place_code, scope, from_year, to_year, group_name, measure) * from target
      where starts_with(place_code, ${prefix}) and from_year <= ${toYear} and to_year >= ${fromYear}
      order by place_code, scope, from_year, to_year, group_name, measure, seq desc)
    select t.id, t.area_code as "areaCode", t.place_code as "placeCode", t.scope, t.from_year as "fromYear",
      t.to_year as "toYear", t.group_name as "group", t.measure, t.people, t.clause, t.is_inferred as "isInferred",
      i.name as bureau
    from t left join person p on p.id = t.set_by left join institution i on i.id = p.institution_id
    where t.people is not null
    order by t.to_year - t.from_year, t.from_year, t.group_name,
      array_position(array['trained', 'subsidised', 'skilled', 'highly_skilled'], t.measure), t.place_code,
      t.scope = 'own'
    limit 2000`;
}

/** The beginning of the codes of places whose targets a session sees; the provincial office, inspectors and auditors see all. Throws `forbidden`. */
export async function readTargetArea(sql: Sql, session: Session): Promise<string> {
  if (['reviewer', 'inspector', 'auditor'].includes(session.role)) return '';
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  return areaPrefix((await readBureau(sql, session)).placeCode);
}

/** The targets that touch a year where a session may see them, each with what was recognised in its own years (P112). */
export async function readTargets(sql: Sql, session: Session, year: number): Promise<TargetReached[]> {
  const targets = await readTargetsOf(sql, await readTargetArea(sql, session), [year, year]);
  const first = Math.min(year, ...targets.map(({ fromYear }) => fromYear));
  const last = Math.max(year, ...targets.map(({ toYear }) => toYear));
  const rows = await readRecognised(sql, session, {
    ...{ fromDay: `${first}-01-01`, toDay: `${last}-12-31` },
  });
  return targets.map((target) => ({ ...target, reached: countForTarget(rows, target) }));
}

/** Years that any target or result of the area has, and this one, the latest first. */
export async function readTargetYears(sql: Sql, session: Session, thisYear: number): Promise<number[]> {
  const prefix = await readTargetArea(sql, session);
  const rows = await sql<{ year: number }[]>`
    select distinct y as year from target t, generate_series(t.from_year, t.to_year) y
    where starts_with(t.place_code, ${prefix}) union select ${thisYear}::int order by year desc`;
  return rows.map(({ year }) => year);
}
