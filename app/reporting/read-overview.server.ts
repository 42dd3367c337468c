import type { Sql } from '../../db/client.ts';
import type { Session } from '../identity/read-session.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readInstitutions } from '../training/application/set-standing.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { mayOwn } from '../training/own-class.server.ts';
import { inArea, readArea } from '../training/read-classes.server.ts';
import { judgeSurvey, type SurveyTally } from '../training/survey/judge-survey.ts';
import { readQuotas } from '../training/targets/quota/read-quotas.server.ts';
import { readOccupations } from '../training/targets/read-occupations.server.ts';
import { readTargets } from '../training/targets/read-targets.server.ts';

/** A class that waits for something, as the overview lists it. */
export type Waiting = { id: string; title: string; institution: string; placeCode: string };
export type ToDecide = Waiting & { handedIn: string; days: number; learners: number };
export type ToInspect = Waiting & { startsOn: string; endsOn: string; isOverdue: boolean };
export type Locked = Waiting & { sharePct: number; untilDay: string };

const listMost = 8;

/** Everything that waits for a bureau in its area, and how the year stands (P041, P048, P057, P060, P112). Throws `forbidden`. */
export async function readOverview(sql: Sql, session: Session, now: ClockReading) {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  const today = chinaDay(now.wallMs);
  const year = Number(today.slice(0, 4));
  const area = await readArea(sql, session);
  const [toDecide, toInspect, locks, institutions, quotas, targets, occupations] = await Promise.all([
    readToDecide(sql, session, area, now),
    readToInspect(sql, session, area, today),
    readLocks(sql, session, area, now.wallMs),
    readInstitutions(sql, session, now),
    readQuotas(sql, session, year),
    readTargets(sql, session, year),
    readOccupations(sql),
  ]);
  const stopped = institutions.filter(({ standing }) => standing !== 'normal');
  return {
    ...{ today, year, toDecide, toInspect, locks, targets, occupations },
    institutions: {
      count: institutions.length,
      barred: stopped.filter(({ standing }) => standing === 'barred').length,
      rectifying: stopped.filter(({ standing }) => standing === 'rectifying').length,
      stopped: stopped.slice(0, listMost),
    },
    quotas: quotas.slice(0, listMost),
  };
}

export type Overview = Awaited<ReturnType<typeof readOverview>>;

const own = (sql: Sql, session: Session, area: string | null) =>
  sql`${mayOwn(sql, session)} and ${inArea(sql, area)}`;
const heads = (sql: Sql) => sql`c.id, c.title, i.name as institution, c.place_code as "placeCode"`;

/** Classes that wait for the decision, the longest wait first. */
async function readToDecide(sql: Sql, session: Session, area: string | null, { wallMs }: ClockReading) {
  const rows = await sql<(ToDecide & { count: number })[]>`
    select ${heads(sql)}, to_char(s.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "handedIn",
      greatest(0, floor(extract(epoch from ${new Date(wallMs)}::timestamptz - s.at) / 86400))::int as days,
      (select count(*)::int from enrolment e where e.class_id = c.id) as learners, count(*) over ()::int as count
    from training_class c join institution i on i.id = c.institution_id
      join lateral (select at from class_step where class_id = c.id and step = 'apply' order by seq desc limit 1) s on true
    where ${own(sql, session, area)} and c.state = 'applied'
    order by s.at, c.id limit ${listMost}`;
  return { count: rows[0]?.count ?? 0, oldestDays: rows[0]?.days ?? 0, classes: rows.map(forget) };
}

/** Approved classes that have begun and were never inspected, those that are over first, then by their last day (P048). */
async function readToInspect(sql: Sql, session: Session, area: string | null, today: string) {
  const rows = await sql<(ToInspect & { count: number; overdue: number })[]>`
    select ${heads(sql)}, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
      c.ends_on < ${today} as "isOverdue", count(*) over ()::int as count,
      (count(*) filter (where c.ends_on < ${today}) over ())::int as overdue
    from training_class c join institution i on i.id = c.institution_id
    where ${own(sql, session, area)} and c.state = 'approved' and c.starts_on <= ${today}
      and not exists (select from inspection n where n.class_id = c.id)
    order by c.ends_on, c.id limit ${listMost}`;
  return { count: rows[0]?.count ?? 0, overdue: rows[0]?.overdue ?? 0, classes: rows.map(forget) };
}

/** Numbers over the whole list, which the head of the list tells. */
function forget<Row extends { count: number; overdue?: number }>({
  count: _count,
  overdue: _overdue,
  ...row
}: Row) {
  return row;
}

type Round = Waiting & {
  tally: SurveyTally;
  closesMs: number;
  satisfactionMinPct: number;
  responseMinPct: number;
  rectificationMonths: number;
};

/** Classes whose assessment is locked: of the surveys that were counted and say something, the last one is low (P057). */
async function readLocks(sql: Sql, session: Session, area: string | null, nowMs: number): Promise<Locked[]> {
  const rounds = await sql<Round[]>`
    select ${heads(sql)}, r.tally, extract(epoch from r.closes_at)::float8 * 1000 as "closesMs",
      coalesce((p.parameters ->> 'satisfaction_min_pct')::int, 85) as "satisfactionMinPct",
      coalesce((p.parameters ->> 'survey_response_min_pct')::int, 50) as "responseMinPct",
      coalesce((p.parameters ->> 'rectification_min_months')::int, 1) as "rectificationMonths"
    from survey_round r join training_class c on c.id = r.class_id join institution i on i.id = c.institution_id
      join rule_profile p on p.id = c.rule_profile_id
    where ${own(sql, session, area)} and c.state = 'approved' and r.tally is not null
    order by c.id, r.number desc limit 2000`;
  const decided = new Set<string>();
  const locked: Locked[] = [];
  for (const { tally, closesMs, satisfactionMinPct, responseMinPct, rectificationMonths, ...one } of rounds) {
    if (decided.has(one.id)) continue;
    const rules = { satisfactionMinPct, responseMinPct, rectificationMonths };
    const standing = judgeSurvey(tally, closesMs, rules, nowMs);
    if (standing.state !== 'passed' && standing.state !== 'low') continue;
    decided.add(one.id);
    if (standing.state === 'low')
      locked.push({ ...one, sharePct: standing.sharePct, untilDay: standing.untilDay });
  }
  return locked.sort((a, b) => (a.untilDay < b.untilDay ? -1 : 1));
}
