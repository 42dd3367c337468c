import type { Sql, SqlTx } from '../../../../db/client.ts';
import type { OwnClass } from '../../own-class.server.ts';
import type { ApprenticeLimits, ApprenticeUse, Places } from './judge-places.ts';
import { readQuotaUses } from './read-quotas.server.ts';

/**
 * Nobody beside takes a place or sets how many there are until this transaction ends: two approvals at once see each
 * other (P035, P036, P041). One lock for all of them; an approval holds it for some milliseconds.
 */
export async function lockPlaces(tx: SqlTx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtext('places'))`;
}

/** What a class takes places of, as other approved classes have left it. The class is the caller's own. */
export async function readPlaces(
  sql: Sql | SqlTx,
  own: OwnClass,
  asked: { isSubsidised: boolean; classType: string; occupationId: string; limits: ApprenticeLimits },
): Promise<Places> {
  const { isSubsidised, classType, occupationId, limits } = asked;
  const [quotas, apprentices] = await Promise.all([
    isSubsidised ? readQuotaUses(sql, own, occupationId) : [],
    classType === 'apprentice' ? readApprentices(sql, own, occupationId) : null,
  ]);
  return { quotas, apprentices: apprentices && { ...apprentices, limits } };
}

/** One company is one however its name is spaced and typed. */
const company = (sql: Sql | SqlTx, column: 'n.employer') =>
  sql`regexp_replace(lower(normalize(${sql(column)}, nfkc)), '[[:space:]()]', '', 'g')`;

async function readApprentices(
  sql: Sql | SqlTx,
  { id, institutionId, startsOn }: OwnClass,
  occupationId: string,
): Promise<ApprenticeUse> {
  const year = Number(startsOn.slice(0, 4));
  const others = sql`
    from enrolment e join training_class x on x.id = e.class_id join rule_profile r on r.id = x.rule_profile_id
      join course_version v on v.id = x.course_version_id join course co on co.id = v.course_id
      left join intake n on n.enrolment_id = e.id
    where x.institution_id = ${institutionId} and x.id <> ${id} and x.state in ('approved', 'closed')
      and r.class_type = 'apprentice'`;
  const [[inYear], companies, [named], [held]] = await Promise.all([
    sql<{ count: number }[]>`
      select count(*)::int as count ${others} and extract(year from x.starts_on) = ${year}`,
    sql<{ employer: string; used: number; own: number }[]>`
      with mine as (
        select ${company(sql, 'n.employer')} as company, min(n.employer) as employer, count(*)::int as own
        from enrolment e join intake n on n.enrolment_id = e.id
        where e.class_id = ${id} and n.employer is not null and n.employer <> '' group by 1)
      select employer, own, (
        select count(*)::int ${others} and co.occupation_id = ${occupationId}
          and ${company(sql, 'n.employer')} = mine.company) as used
      from mine order by employer`,
    sql<{ nameless: number }[]>`
      select count(*)::int as nameless from enrolment e left join intake n on n.enrolment_id = e.id
      where e.class_id = ${id} and coalesce(n.employer, '') = ''`,
    sql<{ isHeld: boolean }[]>`
      select is_held as "isHeld" from institution_qualification
      where institution_id = ${institutionId} and kind = 'school_system' and from_day <= ${startsOn}
      order by seq desc limit 1`,
  ]);
  return {
    isSchoolSystem: held?.isHeld ?? false,
    yearUsed: inYear?.count ?? 0,
    companies,
    nameless: named?.nameless ?? 0,
  };
}
