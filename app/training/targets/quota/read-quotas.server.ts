import type { Sql, SqlTx } from '../../../../db/client.ts';
import type { Session } from '../../../identity/read-session.server.ts';
import { Refusal } from '../../../platform/refusal.ts';
import type { OwnClass } from '../../own-class.server.ts';
import type { QuotaUse } from './judge-places.ts';

/** A quota as it is listed: of an area or an institution, in an occupation or (null) in all. */
export type QuotaListed = Omit<QuotaUse, 'name'> & {
  year: number;
  placeCode: string | null;
  institutionId: string | null;
  institution: string | null;
  occupationId: string | null;
  occupation: string | null;
  /** Area of the bureau that set it. */
  areaCode: string;
  bureau: string;
  /** By classes that wait for their decision. */
  asked: number;
};

/** The last word of every bureau on what it set for a year. */
const standing = (sql: Sql | SqlTx, year: number) => sql`
  select distinct on (area_code, place_code, institution_id, occupation_id) *
  from quota where year = ${year} order by area_code, place_code, institution_id, occupation_id, seq desc`;

/** Subsidised classes of a year that were handed in or approved, each with its learners: counted once, whatever quotas there are. */
const classesOf = (sql: Sql | SqlTx, year: number) => sql`
  select c.id, c.institution_id, c.place_code, co.occupation_id, c.state,
    (select count(*)::int from enrolment e where e.class_id = c.id) as learners
  from training_class c join course_version v on v.id = c.course_version_id join course co on co.id = v.course_id
  where c.is_subsidised and c.state <> 'rejected'
    and c.starts_on between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)`;

/** Whether class `x` takes places of quota `q`: in the area of its bureau, and of whoever has the places. */
const takes = (sql: Sql | SqlTx) => sql`
  starts_with(x.place_code, regexp_replace(q.area_code, '(00){1,2}$', ''))
    and (q.place_code is null or starts_with(x.place_code, regexp_replace(q.place_code, '(00){1,2}$', '')))
    and (q.institution_id is null or x.institution_id = q.institution_id)
    and (q.occupation_id is null or x.occupation_id = q.occupation_id)`;

/** The quotas that a class falls under, with what other approved classes took of them (P041). */
export async function readQuotaUses(
  sql: Sql | SqlTx,
  { id, startsOn }: OwnClass,
  occupationId: string,
): Promise<QuotaUse[]> {
  const year = Number(startsOn.slice(0, 4));
  return sql<QuotaUse[]>`
    with q as (${standing(sql, year)}), x as materialized (${classesOf(sql, year)})
    select q.id, q.places, concat_ws(' · ', b.name, q.year || '年', i.name, o.name) as name, (
        select coalesce(sum(x.learners), 0)::int from x
        where ${takes(sql)} and x.id <> ${id} and x.state in ('approved', 'closed')) as used
    from q join person p on p.id = q.set_by join institution b on b.id = p.institution_id
      left join institution i on i.id = q.institution_id left join occupation o on o.id = q.occupation_id
    where q.places is not null and (q.occupation_id is null or q.occupation_id = ${occupationId})
      and exists (select from x where x.id = ${id} and ${takes(sql)})
    order by q.seq`;
}

/** The quotas of a year in a bureau's area, by whoever set them, those that are fullest first. Throws `forbidden`. */
export async function readQuotas(sql: Sql, session: Session, year: number): Promise<QuotaListed[]> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  const area = sql`(select regexp_replace(b.place_code, '(00){1,2}$', '') from institution b
    where b.id = ${session.institutionId} and b.kind = 'bureau')`;
  return sql<QuotaListed[]>`
    with q as (${standing(sql, year)}), x as materialized (${classesOf(sql, year)})
    select q.id, q.year, q.places, q.place_code as "placeCode", q.institution_id as "institutionId",
      i.name as institution, q.occupation_id as "occupationId", o.name as occupation, q.area_code as "areaCode",
      b.name as bureau, t.used, t.asked
    from q join person p on p.id = q.set_by join institution b on b.id = p.institution_id
      left join institution i on i.id = q.institution_id left join occupation o on o.id = q.occupation_id
      cross join lateral (
        select coalesce(sum(x.learners) filter (where x.state in ('approved', 'closed')), 0)::int as used,
          coalesce(sum(x.learners) filter (where x.state = 'applied'), 0)::int as asked
        from x where ${takes(sql)}) t
    where q.places is not null and starts_with(coalesce(q.place_code, i.place_code), ${area})
    order by t.used::float8 / greatest(q.places, 1) desc, q.seq
    limit 500`;
}
