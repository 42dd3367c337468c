import type { Sql, SqlTx } from '../../../db/client.ts';
import { checkIdNumber } from '../../identity/check-id-number.ts';
import { digestIdNumber } from '../../identity/digest-id-number.server.ts';
import { readPhone } from '../../identity/read-phone.ts';
import { checkRows, type CheckedRow, type Known, type RosterClass } from './check-rows.ts';
import type { RosterRow } from './read-rows.ts';

/**
 * Every row with what the platform knows of its person, across institutions, by ID digest. Of what is elsewhere nothing is
 * told but the earliest day (P042, P058). The class is the caller's own.
 */
export async function checkRoster(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  classId: string,
  rows: RosterRow[],
): Promise<CheckedRow[]> {
  const group = await readRosterClass(sql, classId);
  return checkRows(rows, group, await readKnown(sql, masterKey, classId, rows));
}

async function readRosterClass(sql: Sql | SqlTx, classId: string): Promise<RosterClass> {
  const [[group], occupations] = await Promise.all([
    sql<Omit<RosterClass, 'occupations'>[]>`
      select c.is_subsidised as "isSubsidised", r.class_type in ('startup', '创业培训') as "isStartup",
        c.starts_on::text as "startsOn", o.code as "occupationCode",
        coalesce((r.parameters ->> 'class_max_learners')::int, 80) as "learnersMax",
        coalesce((r.parameters ->> 'cooling_off_months')::int, 1) as "coolingOffMonths",
        (select count(*)::int from enrolment e where e.class_id = c.id) as enrolled
      from training_class c join rule_profile r on r.id = c.rule_profile_id
        join course_version v on v.id = c.course_version_id join course co on co.id = v.course_id
        join occupation o on o.id = co.occupation_id
      where c.id = ${classId}`,
    sql<{ name: string; code: string }[]>`select name, code from occupation where not is_shared`,
  ]);
  if (!group) throw new Error('the class is gone');
  return { ...group, occupations };
}

async function readKnown(
  sql: Sql | SqlTx,
  masterKey: Buffer,
  classId: string,
  rows: RosterRow[],
): Promise<Map<string, Known>> {
  const asked = new Map<string, { digest: string; phone: string; name: string }>();
  for (const { cells } of rows) {
    const checked = checkIdNumber(cells.idNumber);
    if (!checked.ok || asked.has(checked.idNumber)) continue;
    asked.set(checked.idNumber, {
      digest: digestIdNumber(masterKey, checked.idNumber).toString('hex'),
      phone: readPhone(cells.phone) ?? '',
      name: cells.name.replaceAll(' ', ''),
    });
  }
  const told = [...asked.values()];
  const found = await sql<(Known & { digest: string })[]>`
    select d.digest, p.id is not null as "hasAccount", coalesce(p.role = 'learner', false) as "isLearner",
      coalesce(replace(p.name, ' ', '') = d.name, false) as "hasSameName",
      exists (select from enrolment e where e.learner_id = p.id and e.class_id = ${classId}) as "isInClass",
      exists (
        select from enrolment e join training_class c on c.id = e.class_id
        where e.learner_id = p.id and e.class_id <> ${classId} and c.state <> 'rejected'
          and not exists (select from assessment_result a where a.enrolment_id = e.id)) as "hasOpenProject",
      (select max(a.ended_on)::text from assessment_result a join enrolment e on e.id = a.enrolment_id
        where e.learner_id = p.id) as "assessedOn",
      (select count(*)::int from person q where q.phone = d.phone and q.id is distinct from p.id) as "phoneUsers"
    from unnest(${told.map(({ digest }) => digest)}::text[], ${told.map(({ phone }) => phone)}::text[],
      ${told.map(({ name }) => name)}::text[]) as d (digest, phone, name)
      left join person p on p.id_number_digest = decode(d.digest, 'hex')`;
  const byDigest = new Map(found.map(({ digest, ...known }) => [digest, known]));
  const known = new Map<string, Known>();
  for (const [idNumber, { digest }] of asked) {
    const one = byDigest.get(digest);
    if (one) known.set(idNumber, one);
  }
  return known;
}
