import type { Sql } from '../../../db/client.ts';
import type { Role } from '../../../db/schema/identity.ts';
import type { PictureKind } from '../../presence/face-state.ts';
import { chinaDay, chinaTime, endOfChinaDay, startOfChinaDay } from '../../training/class-day.ts';
import { areaPrefix } from '../../training/covers-place.ts';
import type { Post } from '../staff/may-manage.ts';
import type { LookKind } from './look-kinds.ts';

/** One look as it is shown: who, whose or which data, when, why. */
export type LookShown = {
  seq: number;
  viewer: string;
  role: Role;
  from: string;
  kind: LookKind;
  pictureKind: PictureKind | null;
  learner: string | null;
  className: string | null;
  count: number;
  reason: string | null;
  day: string;
  time: string;
};

/** What narrows the log; days are China's. */
export type LookFilter = {
  q: string;
  kind: LookKind | null;
  role: Role | null;
  from: string | null;
  to: string | null;
  before: number | null;
};
export const looksShown = 50;
const namesMax = 200;

type Row = Omit<LookShown, 'day' | 'time'> & { at: Date };

/** Names to the looks that `chosen` selects as `v`; the newest first. */
async function readRows(sql: Sql, chosen: ReturnType<Sql>): Promise<LookShown[]> {
  const rows = await sql<Row[]>`
    select v.seq::int as seq, w.name as viewer, v.viewer_role as role, wi.name as "from", v.kind,
      v.picture_kind as "pictureKind", l.name as learner, c.title as "className", v.count, v.reason, v.at
    from (${chosen}) v join person w on w.id = v.viewer_id join institution wi on wi.id = v.viewer_institution_id
      left join person l on l.id = v.learner_id left join training_class c on c.id = v.class_id
    order by v.seq desc limit ${looksShown + 1}`;
  return rows.map(({ at, ...row }) => ({
    ...row,
    day: chinaDay(at.getTime()),
    time: chinaTime(at.getTime()),
  }));
}

/**
 * The log for a head (own institution), a bureau (institutions of its area) and an auditor (all), one page and one row
 * more. To every other post it is empty.
 */
export async function readLooks(sql: Sql, viewer: Post, filter: LookFilter): Promise<LookShown[]> {
  const { q, kind, role, from, to, before } = filter;
  const named = q === '' ? null : await findNamed(sql, q);
  const narrowed = sql`
    (${before}::bigint is null or v.seq < ${before}) and (${kind}::text is null or v.kind = ${kind})
    and (${role}::text is null or v.viewer_role = ${role})
    and (${from}::text is null or v.at >= ${from ? new Date(startOfChinaDay(from)) : null}::timestamptz)
    and (${to}::text is null or v.at < ${to ? new Date(endOfChinaDay(to)) : null}::timestamptz)
    and (${named}::uuid[] is null or v.learner_id = any(${named}::uuid[]) or v.viewer_id = any(${named}::uuid[]))`;
  const page = sql`order by v.seq desc limit ${looksShown + 1}`;
  if (viewer.role === 'auditor')
    return readRows(sql, sql`select * from data_view v where ${narrowed} ${page}`);
  const houses =
    viewer.role === 'head'
      ? sql`i.id = ${viewer.institutionId}`
      : viewer.role === 'bureau' && viewer.kind === 'bureau'
        ? sql`i.kind = 'school' and starts_with(i.place_code, ${areaPrefix(viewer.placeCode)})`
        : sql`false`;
  return readRows(
    sql,
    sql`select v.* from institution i cross join lateral (
      select * from data_view v where v.institution_id = i.id and ${narrowed} ${page}) v where ${houses}`,
  );
}

async function findNamed(sql: Sql, q: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from person where strpos(name, ${q}) > 0 order by id limit ${namesMax}`;
  return rows.map(({ id }) => id);
}

/** Who looked at one learner's data, alone or among those of her classes and her institution. */
export async function readOwnLooks(sql: Sql, learnerId: string, before: number | null): Promise<LookShown[]> {
  const older = sql`(${before}::bigint is null or v.seq < ${before})`;
  const page = sql`order by v.seq desc limit ${looksShown + 1}`;
  return readRows(
    sql,
    sql`(select * from data_view v where v.learner_id = ${learnerId} and ${older} ${page})
      union all (select v.* from enrolment e join data_view v on v.class_id = e.class_id and v.learner_id is null
          and v.at >= e.enrolled_at
        where e.learner_id = ${learnerId} and ${older} ${page})
      union all (select v.* from person p join data_view v on v.institution_id = p.institution_id
          and v.learner_id is null and v.class_id is null and v.at >= p.created_at
        where p.id = ${learnerId} and ${older} ${page})
      union all (select v.* from person p join data_view v on v.institution_id is null and v.at >= p.created_at
        where p.id = ${learnerId} and ${older} ${page})`,
  );
}
