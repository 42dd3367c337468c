import type { Session } from '../../app/identity/read-session.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { answerIntake } from '../../app/training/application/answer-intake.server.ts';
import { applyClass } from '../../app/training/application/apply-class.server.ts';
import { decideClass, type Decided } from '../../app/training/application/decide-class.server.ts';
import { readApplication } from '../../app/training/application/read-application.server.ts';
import type { IntakeAnswer } from '../../app/training/application/read-questionnaire.ts';
import { currentVersion } from '../../app/training/application/statements.ts';
import { signStatements, writeParts } from '../../app/training/application/write-parts.server.ts';
import { requireOwnClass } from '../../app/training/own-class.server.ts';
import type { RosterRow } from '../../app/training/roster/read-rows.ts';
import type { Db, Sql } from '../../db/client.ts';
import { sessionOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { rowOf } from '../roster/make-people.ts';
import { addClass, bring, clerk, confirm, now } from '../roster/open-class.ts';

type Doors = { sql: Sql; db: Db };

export const { bureau: bureauAccount, otherBureau: otherAccount } = fixtures;
export const bureau = sessionOf(bureauAccount.id, 'bureau', bureauAccount.institutionId);
export const otherBureau = sessionOf(otherAccount.id, 'bureau', otherAccount.institutionId);
export const inspector = sessionOf(fixtures.inspector.id, 'inspector');
export { clerk, now };

/** Lets the two short fixture lessons fill a class hour each. */
export const shortHours = (sql: Sql) =>
  sql`update rule_profile set parameters = parameters || '{"class_hour_min_s": 30}'`;

let secondTeacher: string | null = null;

/** Two teachers of the fixture institution. */
async function addTeachers(sql: Sql, classId: string): Promise<void> {
  const [made] = await sql<{ id: string }[]>`
    insert into person (institution_id, role, name, phone, password_hash)
    values (${fixtures.institutionId}, 'teacher', '教师二', '13900000799', 'x')
    on conflict (phone) where role <> 'learner' do update set name = excluded.name returning id`;
  secondTeacher = made?.id ?? secondTeacher;
  for (const id of [fixtures.teacher.id, secondTeacher ?? ''])
    await sql`insert into class_teacher values (${classId}, ${id})`;
}

/** A class of March to June 2026 with a plan of 40 hours and two teachers, without learners and papers. */
export async function planned(doors: Doors): Promise<string> {
  const classId = await addClass(doors);
  await doors.sql`update training_class set online_theory_hours = 2, in_person_theory_hours = 14, practice_hours = 24,
    workstations = 1 where id = ${classId}`;
  await addTeachers(doors.sql, classId);
  return classId;
}

/** Brings people to a class, from this running number on; without answers. */
export async function enrol(
  doors: Doors,
  classId: string,
  from: number,
  count = 2,
  cells: Partial<RosterRow['cells']> = {},
): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => rowOf(from + n, cells));
  await confirm(doors, clerk, classId, await bring(doors, clerk, classId, rows));
}

const enrolments = (sql: Sql, classId: string) =>
  sql<{ id: string }[]>`select id from enrolment where class_id = ${classId} order by enrolled_at`;

/** Every learner answers yes to everything. */
export async function answerAll(sql: Sql, classId: string): Promise<void> {
  const answers = (await enrolments(sql, classId)).flatMap(({ id }): IntakeAnswer[] =>
    (['wantsTraining', 'wantsJob', 'isAble'] as const).map((question) => ({
      enrolmentId: id,
      question,
      answer: true,
    })),
  );
  await answerIntake(sql, clerk, classId, answers, now);
}

export const papers = {
  ...{ textbooks: '养老护理员(初级)', assessmentOn: '2026-06-30', assessor: '市鉴定中心' },
  ...{ assessmentManner: '机考和实操', consentNumber: '' },
};

/** What a page shows now. */
export async function see(sql: Sql, classId: string, session: Session = clerk) {
  const own = await requireOwnClass(sql, session, classId);
  return (await readApplication(sql, session, own)).application;
}

export async function sign(sql: Sql, classId: string): Promise<void> {
  const { partsSha256: seenSha256 } = await see(sql, classId);
  const versions = { responsibility: currentVersion('responsibility'), truth: currentVersion('truth') };
  await signStatements(sql, clerk, classId, { seenSha256, signedName: '赵校长', ...versions }, now);
}

/** A class to which nothing is missing. */
export async function complete(doors: Doors, from: number, cells: Partial<RosterRow['cells']> = {}) {
  const classId = await planned(doors);
  await enrol(doors, classId, from, 2, cells);
  await answerAll(doors.sql, classId);
  await writeParts(doors.sql, clerk, classId, papers, now);
  await sign(doors.sql, classId);
  return classId;
}

export async function apply(sql: Sql, classId: string, session: Session = clerk): Promise<void> {
  const { partsSha256 } = await see(sql, classId);
  await applyClass(sql, session, classId, partsSha256, now);
}

export async function decide(
  sql: Sql,
  classId: string,
  decided: Partial<Decided> & Pick<Decided, 'decision'>,
  session: Session = bureau,
) {
  const seenSha256 = decided.seenSha256 ?? (await see(sql, classId)).partsSha256;
  return decideClass(sql, session, classId, { reason: '', posts: {}, ...decided, seenSha256 }, now);
}

/** What came of it: done, the code of a refusal, or what of the database refused. */
export const why = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      const { constraint_name: constraint, code } = error as { constraint_name?: string; code?: string };
      return constraint ?? code ?? String(error);
    },
  );

/** Everything that tells how a class stands. */
export async function readState(sql: Sql, classId: string) {
  const [row] = await sql<{ state: string; approved: boolean }[]>`
    select state, approved_at is not null as approved from training_class where id = ${classId}`;
  const steps = await sql<
    { step: string }[]
  >`select step from class_step where class_id = ${classId} order by seq`;
  return { ...row, steps: steps.map(({ step }) => step) };
}
