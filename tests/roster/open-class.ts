import { randomUUID } from 'node:crypto';
import { createAccount } from '../../app/identity/create-account.server.ts';
import type { Session } from '../../app/identity/read-session.server.ts';
import { checkRoster } from '../../app/training/roster/check-roster.server.ts';
import { confirmImport, type Confirmed } from '../../app/training/roster/confirm-import.server.ts';
import { readImport, storeImport } from '../../app/training/roster/store-import.server.ts';
import type { RosterRow } from '../../app/training/roster/read-rows.ts';
import type { Db, Sql } from '../../db/client.ts';
import { fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { rowOf } from './make-people.ts';

type Doors = { sql: Sql; db: Db };
export const now = { wallMs: Date.parse('2026-02-01T02:00:00Z'), monoMs: 0, boot: 'test' };

const staff = (role: Session['role'], personId: string, institutionId: string) =>
  ({ role, personId, institutionId }) as Session;
export const clerk = staff('clerk', fixtures.clerk.id, fixtures.institutionId);
export const otherClerk = staff('clerk', fixtures.other.clerk.id, fixtures.other.institutionId);

/** Another clerk of the fixture institution. */
export async function addClerk({ db }: Doors): Promise<Session> {
  const phone = `1880000${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;
  const account = { institutionId: fixtures.institutionId, role: 'clerk', name: '教务二', phone } as const;
  const { personId } = await createAccount(db, testMasterKey, account);
  return staff('clerk', personId, fixtures.institutionId);
}

/** An empty class in draft, of the fixture course and rules, that begins on 1 March 2026. */
export async function addClass(
  { sql }: Doors,
  institutionId: string = fixtures.institutionId,
): Promise<string> {
  const id = randomUUID();
  await sql`insert into training_class (id, institution_id, title, course_version_id, rule_profile_id, starts_on, ends_on, place_code)
    values (${id}, ${institutionId}, '春季班', ${fixtures.courseVersionId}, ${fixtures.ruleProfileId}, '2026-03-01', '2026-06-30', '410100')`;
  return id;
}

/** Rows of people nobody else has: from this running number on. */
export const people = (from: number, count: number): RosterRow[] =>
  Array.from({ length: count }, (_, i) => rowOf(from + i));

/** Brings rows and reads what the clerk's page would show. */
export async function bring(
  { sql }: Doors,
  session: Session,
  classId: string,
  rows: RosterRow[],
): Promise<Confirmed> {
  await storeImport(sql, testMasterKey, session, classId, rows, now);
  return see({ sql }, session, classId);
}

/** What the clerk sees now: the import, its revision, the rows without faults. */
export async function see(
  { sql }: Pick<Doors, 'sql'>,
  session: Session,
  classId: string,
): Promise<Confirmed> {
  const open = await readImport(sql, testMasterKey, session, classId);
  if (!open) throw new Error('there is no open roster');
  const checked = await checkRoster(sql, testMasterKey, classId, open.rows);
  const good = checked.filter(({ faults }) => faults.length === 0);
  return { importId: open.id, revision: open.revision, numbers: good.map(({ row }) => row.number) };
}

export const confirm = ({ sql }: Pick<Doors, 'sql'>, session: Session, classId: string, seen: Confirmed) =>
  confirmImport(sql, testMasterKey, session, classId, seen, now);

/** How many learners a class has. */
export async function count({ sql }: Pick<Doors, 'sql'>, classId: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from enrolment where class_id = ${classId}`;
  return row?.n ?? -1;
}
