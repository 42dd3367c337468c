import { randomUUID } from 'node:crypto';
import { digestIdNumber } from '../../app/identity/digest-id-number.server.ts';
import { seal } from '../../app/platform/seal.server.ts';
import type { Sql } from '../../db/client.ts';
import { proveSome } from '../board/prove-some.ts';
import { fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { attend, piece, plan, record, type Group } from '../in-person/open-in-person.ts';
import { idNumberOf, nameOf, phoneOf } from '../roster/make-people.ts';

export const classHourMs = 2_400_000;
/** 4 hours online, none in the classroom, 6 of practice: both shares to the hour. */
const hours = { online: 4, theory: 0, practice: 6 };

export type ProofGroup = Group & {
  learners: { enrolmentId: string; learnerId: string; name: string; n: number }[];
};

/** An approved class of March to June 2026 and its learners, who have ID numbers. */
export async function openProofGroup(
  sql: Sql,
  from: number,
  count = 2,
  { state = 'approved', online, theory, practice } = { state: 'approved', ...hours },
): Promise<ProofGroup> {
  const classId = randomUUID();
  const approved = state === 'approved' ? new Date('2026-02-20T00:00:00Z') : null;
  await sql`insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on,
      place_code, state, approved_at, online_theory_hours, in_person_theory_hours, practice_hours, workstations)
    values (${classId}, ${fixtures.institutionId}, '春季班', ${fixtures.courseVersionId}, ${fixtures.ruleProfileId},
      '2026-03-01', '2026-06-30', '410100', ${state}, ${approved}, ${online}, ${theory}, ${practice}, 1)`;
  await sql`insert into class_teacher values (${classId}, ${fixtures.teacher.id})`;
  const learners: ProofGroup['learners'] = [];
  for (let n = from; n < from + count; n++) {
    const [learnerId, enrolmentId, idNumber] = [randomUUID(), randomUUID(), idNumberOf(n)];
    await sql`insert into person (id, institution_id, role, name, phone, password_hash, id_number_sealed, id_number_digest)
      select ${learnerId}, ${fixtures.institutionId}, 'learner', ${nameOf(n)}, ${phoneOf(n)}, password_hash,
        ${seal(testMasterKey, `id-number:${learnerId}`, Buffer.from(idNumber))}, ${digestIdNumber(testMasterKey, idNumber)}
      from person where id = ${fixtures.clerk.id}`;
    await sql`insert into enrolment (id, learner_id, class_id, enrolled_at)
      values (${enrolmentId}, ${learnerId}, ${classId}, ${new Date(Date.UTC(2026, 1, 1, 0, 0, n % 60))})`;
    learners.push({ enrolmentId, learnerId, name: nameOf(n), n });
  }
  return { classId, learners };
}

/** What the ledger holds of a learner who studied so many class hours, with photographs and live checks. */
export async function earnOnline(
  sql: Sql,
  { learnerId, enrolmentId }: ProofGroup['learners'][number],
  count = hours.online,
  { witnessed = [] as number[] } = {},
): Promise<void> {
  const all = Array.from({ length: count }, (_, hour) => hour);
  await proveSome(sql, learnerId, enrolmentId, count * classHourMs, true);
  await sql`insert into enrolment_study (learner_id, enrolment_id, credited_ms, photographed_hours, face_checked_hours,
      witnessed_hours)
    values (${learnerId}, ${enrolmentId}, ${count * classHourMs}, ${all},
      ${all.filter((hour) => !witnessed.includes(hour))}, ${witnessed})`;
}

/** Half days that are taken: the classes of a file share one teacher. */
let taken = 0;

/** Holds so many hours of practice on a half day, in the class's presence, recorded; `but` were not there. */
export async function practise(
  sql: Sql,
  group: ProofGroup,
  count = hours.practice,
  but: string[] = [],
): Promise<string> {
  const day = `2026-03-${String(2 + (taken - (taken % 2)) / 2).padStart(2, '0')}`;
  const start = taken % 2 === 0 ? 8 : 13;
  taken++;
  const end = start * 60 + count * 40;
  const two = (n: number) => String(n).padStart(2, '0');
  const [from, to] = [`${two(start)}:00`, `${two((end - (end % 60)) / 60)}:${two(end % 60)}`];
  const sessionId = await plan(sql, group, day, { from, to, hours: count });
  const absent = Object.fromEntries(but.map((enrolmentId) => [enrolmentId, { state: 'absent' as const }]));
  await attend(sql, group, sessionId, absent);
  await record(sql, group, sessionId, piece(from, to, group.learners.length - but.length));
  return sessionId;
}

/** The class was asked, and is satisfied or not. */
export async function satisfy(
  sql: Sql,
  { classId, learners }: ProofGroup,
  isSatisfied = true,
): Promise<void> {
  const n = learners.length;
  const steps = isSatisfied ? [0, 0, 0, 0, n] : [n, 0, 0, 0, 0];
  const tally = {
    enrolled: n,
    answers: n,
    steps: { overall: steps, teaching: steps, content: steps, online: steps },
    comments: [],
  };
  await sql`insert into survey_round (class_id, number, opened_by, opened_at, closes_at, tally)
    values (${classId}, 1, ${fixtures.clerk.id}, '2026-06-25', '2026-06-28', ${sql.json(tally)})`;
}

/** A class in which everything is there for everybody. */
export async function openReady(sql: Sql, from: number, count = 2): Promise<ProofGroup> {
  const group = await openProofGroup(sql, from, count);
  for (const learner of group.learners) await earnOnline(sql, learner);
  await practise(sql, group);
  await satisfy(sql, group);
  return group;
}

/** A paper of hers that was judged as passed. */
export async function passTest(
  sql: Sql,
  { learnerId, enrolmentId }: ProofGroup['learners'][number],
): Promise<void> {
  await sql`insert into test_bank (sha256, course_version_id, outline, questions, fixed_at)
    values ('\\x01', ${fixtures.courseVersionId}, '{"weights":[],"questions":[]}', '[]', now()) on conflict do nothing`;
  await sql`insert into test_paper (learner_id, id, enrolment_id, attempt, bank_sha256, paper_sha256, salt, questions, rules,
      face, opened_wall_ms, opened_mono_ms, opened_boot, ends_at, fence, window_id, last_seen_at, photo_due_ms,
      photo_due_answers, ended_at, end_reason, right_count, is_passed)
    values (${learnerId}, ${randomUUID()}, ${enrolmentId}, 1, '\\x01', '\\x02', '\\x03', '[]', '{}', 'not_asked', 0, 0, 'boot',
      now(), 1, 'w-judged', now(), 0, 0, now(), 'submitted', 0, true)`;
}
