import { randomUUID } from 'node:crypto';
import { createAccount } from '../../app/identity/create-account.server.ts';
import type { Session } from '../../app/identity/read-session.server.ts';
import { drawBatch } from '../../app/training/subsidy/draw-batch.server.ts';
import { publishBatch, signBatch } from '../../app/training/subsidy/move-batch.server.ts';
import { readOwnBatch } from '../../app/training/subsidy/own-batch.server.ts';
import type { Db, Sql } from '../../db/client.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { idNumberOf, nameOf, phoneOf } from '../roster/make-people.ts';

export type Doors = { sql: Sql; db: Db };
export const doorsOf = ({ sql }: Doors) => ({ sql, masterKey: testMasterKey });
export const at = (moment: string) => ({ wallMs: Date.parse(moment), monoMs: 0, boot: 'test' });

/** In July 2026: the classes of the tests ended in June. */
export const july = at('2026-07-01T02:00:00Z');

/** One more person of a bureau. */
export async function addOfficial(
  { db }: Doors,
  name: string,
  phone: string,
  institutionId: string = fixtures.bureau.institutionId,
) {
  const { personId } = await createAccount(db, testMasterKey, {
    ...{ institutionId, role: 'bureau', name, phone, password: fixtures.password },
  });
  return sessionOf(personId, 'bureau', institutionId);
}

let person = 0;

/** An approved class that ended on 30 June 2026, of whom `people` were asked and are satisfied and have a certificate. */
export async function addGraduates(
  { sql, db }: Doors,
  people: number,
  more: { institutionId?: string; clerkId?: string; placeCode?: string; title?: string } = {},
): Promise<{ classId: string; enrolments: string[]; learners: string[] }> {
  const { institutionId = fixtures.institutionId, clerkId = fixtures.clerk.id, placeCode = '410100' } = more;
  const classId = randomUUID();
  await sql`
    insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code,
      state, approved_at)
    values (${classId}, ${institutionId}, ${more.title ?? '养老护理春季班'}, ${fixtures.courseVersionId}, ${fixtures.ruleProfileId},
      '2026-03-01', '2026-06-30', ${placeCode}, 'approved', '2026-02-01')`;
  const [enrolments, learners]: [string[], string[]] = [[], []];
  for (let i = 0; i < people; i++) {
    const n = ++person;
    const { personId } = await createAccount(db, testMasterKey, {
      ...{ institutionId, role: 'learner', name: nameOf(n), phone: phoneOf(n), idNumber: idNumberOf(n) },
    });
    const [row] = await sql<{ id: string }[]>`
      insert into enrolment (learner_id, class_id) values (${personId}, ${classId}) returning id`;
    await pass(sql, row?.id ?? '', `Y0000410${String(n).padStart(5, '0')}`, clerkId);
    enrolments.push(row?.id ?? '');
    learners.push(personId);
  }
  await satisfy(sql, classId, people, [0, 0, 0, 0, people], clerkId);
  return { classId, enrolments, learners };
}

export async function pass(
  sql: Sql,
  enrolmentId: string,
  certificate: string | null,
  clerkId: string = fixtures.clerk.id,
) {
  await sql`
    insert into assessment_result (enrolment_id, ended_on, is_passed, certificate_number, recorded_by, recorded_at)
    values (${enrolmentId}, '2026-06-30', true, ${certificate}, ${clerkId}, '2026-06-30 10:00+08')`;
}

/** What a class answered, in one round after the others. */
export async function satisfy(
  sql: Sql,
  classId: string,
  enrolled: number,
  overall: number[],
  clerkId: string = fixtures.clerk.id,
) {
  const tally = {
    enrolled,
    answers: enrolled,
    comments: [],
    steps: { overall, teaching: overall, content: overall, online: overall },
  };
  await sql`
    insert into survey_round (class_id, number, opened_by, opened_at, closes_at, tally)
    values (${classId}, (select 1 + count(*) from survey_round where class_id = ${classId}), ${clerkId}, '2026-06-25', '2026-06-28',
      ${sql.json(tally as never)})`;
}

/** The rules of the tests' classes limit what a person may get, as Beijing's do; null: as everywhere else. */
export const limitTo = (sql: Sql, yuan: number | null) =>
  sql`update rule_profile set parameters = parameters || ${sql.json({ subsidy_max_yuan: yuan })}
    where id = ${fixtures.ruleProfileId}`;

/** A class of the fixtures is never over in these tests. */
export const quietFixtures = (sql: Sql) => sql`update training_class set is_subsidised = false`;

export const sha = async (sql: Sql, session: Session, batchId: string) =>
  (await readOwnBatch(sql, session, batchId)).contentSha256;

/** Draws a list up and has others sign for it. */
export async function signed(doors: Doors, by: Session, signers: Session[], month = '2026-06', now = july) {
  const id = await drawBatch(doorsOf(doors), by, month, now);
  for (const signer of signers)
    await signBatch(
      doors.sql,
      signer,
      id,
      { seenSha256: await sha(doors.sql, signer, id), signedName: '某某' },
      now,
    );
  return id;
}

export async function published(
  doors: Doors,
  by: Session,
  signers: Session[],
  month = '2026-06',
  now = july,
) {
  const id = await signed(doors, by, signers, month, now);
  await publishBatch(doorsOf(doors), by, id, await sha(doors.sql, by, id), now);
  return id;
}
