import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from '../db/client.ts';

/** The desks that a bench sits at, each with its cookie, and a class in the middle of its list. */
export type Desks = { clerk: string; bureau: string; inspector: string; classId: string };

const classSize = 50;
const classesOfInstitution = 25;

/**
 * Grows the database to `classes` classes of 50 learners, 25 of an institution, each with study that stands in the ledger;
 * what is there already stays. The course, its lesson and the rules are those of the bench.
 */
export async function growDesk(sql: Sql, classes: number): Promise<void> {
  await sql`
    insert into institution (id, name, phone, place_code)
    select md5('institution' || n)::uuid, '机构 ' || n, '037100000000', '41' || lpad((1 + n % 18)::text, 2, '0') || '00'
    from generate_series(0, ${Math.ceil(classes / classesOfInstitution) - 1}) n on conflict (id) do nothing`;
  await sql`
    insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code,
      state, approved_at)
    select md5('class' || n)::uuid, i.id, '班 ' || n, c.course_version_id, c.rule_profile_id, date '2020-01-01' + (n % 2000)::int,
      '2099-12-31', i.place_code, 'approved', now()
    from generate_series(0, ${classes - 1}) n
      join institution i on i.id = md5('institution' || n / ${classesOfInstitution}::int)::uuid
      cross join lateral (select course_version_id, rule_profile_id from training_class where title = '测速班' limit 1) c
    on conflict (id) do nothing`;
  const people = classes * classSize;
  // A telephone is locked while its account is entered: so many at a time as locks fit into memory.
  for (let from = 0; from < people; from += 2_000)
    await sql`
    insert into person (id, institution_id, role, name, phone, password_hash)
    select md5('person' || n)::uuid, md5('institution' || n / ${classSize * classesOfInstitution}::int)::uuid, 'learner',
      substr('王李张刘陈杨黄赵周吴', 1 + n % 10, 1) || substr('桂芳秀英玉兰淑珍凤霞', 1 + n / 10 % 9, 2) || n % 97,
      '1' || lpad((3000000000 + n)::text, 10, '0'), 'nobody signs in with this'
    from generate_series(${from}::int, ${Math.min(from + 2_000, people) - 1}::int) n on conflict (id) do nothing`;
  await sql`
    insert into enrolment (id, learner_id, class_id)
    select md5('enrolment' || n)::uuid, md5('person' || n)::uuid, md5('class' || n / ${classSize}::int)::uuid
    from generate_series(0, ${people - 1}) n on conflict (id) do nothing`;
  await sql`
    insert into enrolment_study (learner_id, enrolment_id, credited_ms, played_ms)
    select md5('person' || n)::uuid, md5('enrolment' || n)::uuid, n * 1000::bigint % 7000000, n * 1000::bigint % 7000000
    from generate_series(0, ${people - 1}) n on conflict do nothing`;
  await sql`
    insert into lesson_progress (learner_id, video_version_id, enrolment_id, lesson_id, ordinal, duration_ms, proven_ms,
      frontier_ms, control_gap_ms)
    select md5('person' || n)::uuid, v.id, md5('enrolment' || n)::uuid, v.lesson_id, 1, v.duration_ms,
      n * 1000::bigint % 7000000, n * 1000::bigint % 7000000, 260000
    from generate_series(0, ${people - 1}) n
      cross join lateral (select id, lesson_id, duration_ms from video_version where state = 'published' limit 1) v
    on conflict do nothing`;
  await sql`vacuum analyze`;
}

/** Signs a clerk of the first institution, the bureau of its city and an inspector in. */
export async function sitDown(sql: Sql): Promise<Desks> {
  const bureauId = randomUUID();
  await sql`insert into institution (id, name, phone, place_code, kind)
    values (${bureauId}, '测速人社局', '037100000000', '410100', 'bureau')`;
  const sit = async (role: string, institution: string, phone: string) => {
    const token = randomBytes(32).toString('base64url');
    const id = randomUUID();
    await sql`insert into person (id, institution_id, role, name, phone, password_hash)
      values (${id}, ${institution}, ${role}, '测速', ${phone}, 'nobody signs in with this')`;
    await sql`insert into session (token_hash, person_id, user_agent, second_step_at, expires_at)
      values (${createHash('sha256').update(token).digest()}, ${id}, 'bench', now(), now() + interval '3 hours')`;
    return `zhenxue_session=${token}`;
  };
  const [first] = await sql<{ id: string; classId: string }[]>`
    select md5('institution0')::uuid as id, md5('class7')::uuid as "classId"`;
  if (!first) throw new Error('There is no institution.');
  return {
    clerk: await sit('clerk', first.id, '10200000001'),
    bureau: await sit('bureau', bureauId, '10200000002'),
    inspector: await sit('inspector', first.id, '10200000003'),
    classId: first.classId,
  };
}
