import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { mayOwn } from '../own-class.server.ts';
import { inArea, readArea } from '../read-classes.server.ts';
import type { Recognised } from './count-results.ts';

/**
 * Classes `c` whose figures a session may see: a bureau those of its area, the provincial office, inspectors and auditors all. Figures
 * name nobody. `area` as `readArea` tells it. Throws `forbidden`.
 */
function seesFigures(sql: Sql, session: Session, area: string | null) {
  if (session.role === 'bureau') return sql`${mayOwn(sql, session)} and ${inArea(sql, area)}`;
  if (['reviewer', 'inspector', 'auditor'].includes(session.role)) return sql`true`;
  throw new Refusal('forbidden');
}

/**
 * What was recognised from `fromDay` to `toDay` (YYYY-MM-DD, both included) where a session may see figures: results of the
 * external assessment of approved classes, by the day on which it ended. Every figure of targets and reports comes from
 * here alone, so that it can be told again from the ledger (P108–P110). Throws `forbidden`.
 */
export async function readRecognised(
  sql: Sql,
  session: Session,
  { fromDay, toDay }: { fromDay: string; toDay: string },
): Promise<Recognised[]> {
  const area = await readArea(sql, session);
  return sql<Recognised[]>`
    select c.place_code as "placeCode", to_char(a.ended_on, 'YYYY-MM') as month, o.id as "occupationId",
      o.name as occupation, o.code as "occupationCode", co.level, r.class_type as "classType",
      c.is_subsidised and not coalesce((
        select f.kind = 'cancelled' from class_subsidy_fact f where f.class_id = c.id order by f.seq desc limit 1),
        false) as "isSubsidised", a.is_passed and coalesce(a.certificate_number, '') <> '' as "hasCertificate",
      count(*)::int as assessed, count(*) filter (where a.is_passed)::int as passed
    from assessment_result a join enrolment e on e.id = a.enrolment_id join training_class c on c.id = e.class_id
      join rule_profile r on r.id = c.rule_profile_id join course_version v on v.id = c.course_version_id
      join course co on co.id = v.course_id join occupation o on o.id = co.occupation_id
    where a.ended_on between ${fromDay} and ${toDay} and c.state in ('approved', 'closed')
      and ${seesFigures(sql, session, area)}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    order by 1, 2, 3, 6, 7, 8, 9`;
}
