import type { Sql, SqlTx } from '../../../db/client.ts';
import { checkIdNumber } from '../../identity/check-id-number.ts';
import { preparePerson, type PersonRow } from '../../identity/create-account.server.ts';
import { digestIdNumber } from '../../identity/digest-id-number.server.ts';
import { wrapNewKey } from '../../identity/learner-key.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { checkRoster } from './check-roster.server.ts';
import type { CheckedRow } from './check-rows.ts';
import { drawFirstCode, sealFirstCode } from './first-codes.server.ts';
import type { RosterRow } from './read-rows.ts';
import { readImport, requireOpenRoster, saveRows } from './store-import.server.ts';

/** What the clerk saw when she pressed: the import, its revision, the numbers of the rows without faults. */
export type Confirmed = { importId: string; revision: number; numbers: number[] };

/** Everything of a new account that takes time, made before anything is locked. */
type Prepared = { person: PersonRow; wrappedKey: Buffer; codeSealed: Buffer };

/**
 * Brings the rows without faults into the class, all or none: accounts, enrolments, intakes. They are checked again under
 * the lock of the class and of every person, so that neither the 81st learner nor a second class slips in beside (P031,
 * P042); where that gives other rows than the clerk saw, nothing happens. A second press of the same answers the same.
 * Rows with faults stay for correction. Throws `not_found`, `roster_fixed`, `roster_changed`.
 */
export async function confirmImport(
  sql: Sql,
  masterKey: Buffer,
  session: Session,
  classId: string,
  seen: Confirmed,
  now: ClockReading,
): Promise<{ count: number }> {
  await requireOwnClass(sql, session, classId);
  const before = await readImport(sql, masterKey, session, classId);
  const made = await prepareAll(
    masterKey,
    session,
    before?.rows.length ? await checkRoster(sql, masterKey, classId, before.rows) : [],
  );
  return sql
    .begin(async (tx) => {
      const again = await readConfirmed(tx, session, classId, seen);
      if (again !== null) return { count: again };
      await requireOpenRoster(tx, session, classId, { forUpdate: true });
      const open = await readImport(tx, masterKey, session, classId, { forUpdate: true });
      if (open?.id !== seen.importId || open.revision !== seen.revision) {
        // The press beside this one was first.
        const done = await readConfirmed(tx, session, classId, seen);
        if (done === null) throw new Refusal('roster_changed');
        return { count: done };
      }
      await lockPeople(tx, masterKey, open.rows);
      const checked = await checkRoster(tx, masterKey, classId, open.rows);
      const good = checked.filter(({ faults }) => faults.length === 0);
      if (good.map(({ row }) => row.number).join() !== seen.numbers.join())
        throw new Refusal('roster_changed');
      // A millisecond apart, so that the roster keeps the order of the file.
      for (const [i, one] of good.entries())
        await enrol(tx, masterKey, classId, one, made, new Date(now.wallMs + i));
      const left = checked.filter(({ faults }) => faults.length > 0).map(({ row }) => row);
      await saveRows(tx, masterKey, open, left, 'confirmed');
      await tx`update roster_import set confirmed_revision = ${open.revision}, confirmed_count = ${good.length}
        where id = ${open.id}`;
      return { count: good.length };
    })
    .catch((error: { code?: string }) => {
      // Somebody else took the telephone or the last place meanwhile.
      if (error.code === '23505' || error.code === '23514') throw new Refusal('roster_changed');
      throw error;
    });
}

/** How many this very confirmation brought before, or null. */
async function readConfirmed(
  tx: SqlTx,
  { personId }: Session,
  classId: string,
  { importId, revision }: Confirmed,
): Promise<number | null> {
  const [found] = await tx<{ count: number }[]>`
    select confirmed_count as count from roster_import
    where id = ${importId} and class_id = ${classId} and created_by = ${personId} and confirmed_revision = ${revision}`;
  return found?.count ?? null;
}

/** Accounts for those who have none, by ID number. */
async function prepareAll(
  masterKey: Buffer,
  { institutionId }: Session,
  checked: CheckedRow[],
): Promise<Map<string, Prepared>> {
  const fresh = checked.filter(({ faults, notes }) => faults.length === 0 && !notes.includes('has_account'));
  const made = await Promise.all(
    fresh.map(async ({ person: { name, phone, idNumber } }) => {
      const code = drawFirstCode();
      const account = {
        institutionId,
        role: 'learner',
        name,
        phone,
        idNumber,
        firstSignInCode: code,
      } as const;
      const person = await preparePerson(masterKey, account);
      const wrappedKey = await wrapNewKey(masterKey, person.id);
      return [
        idNumber,
        { person, wrappedKey, codeSealed: sealFirstCode(masterKey, person.id, code) },
      ] as const;
    }),
  );
  return new Map(made);
}

/** Whoever enrols one of these people waits; always in one order, so that two rosters never wait for each other. */
async function lockPeople(tx: SqlTx, masterKey: Buffer, rows: RosterRow[]): Promise<void> {
  const digests = new Set<string>();
  for (const { cells } of rows) {
    const checked = checkIdNumber(cells.idNumber);
    if (checked.ok) digests.add(digestIdNumber(masterKey, checked.idNumber).toString('hex'));
  }
  for (const digest of [...digests].sort())
    await tx`select pg_advisory_xact_lock(hashtextextended(${`enrol:${digest}`}, 0))`;
}

/** One learner: her account, unless she has one anywhere, her place, and what the subsidy hangs on. */
async function enrol(
  tx: SqlTx,
  masterKey: Buffer,
  classId: string,
  { person }: CheckedRow,
  made: Map<string, Prepared>,
  at: Date,
): Promise<void> {
  const [found] = await tx<{ id: string }[]>`
    select id from person where id_number_digest = ${digestIdNumber(masterKey, person.idNumber)}`;
  const learnerId = found?.id ?? (await insertPerson(tx, made.get(person.idNumber), at));
  const [enrolment] = await tx<{ id: string }[]>`
    insert into enrolment (learner_id, class_id, enrolled_at) values (${learnerId}, ${classId}, ${at}) returning id`;
  const { wantsTraining, wantsJob, isAble } = person;
  const hasAnswered = wantsTraining !== null && wantsJob !== null && isAble !== null;
  await tx`insert into intake (enrolment_id, category, employer, post_occupation_code, old_post_occupation_code,
      graduation_year, school_kind, wants_training, wants_job, is_able, answered_at)
    values (${enrolment?.id ?? ''}, ${person.category ?? 'other'}, ${person.employer}, ${person.postCode},
      ${person.oldPostCode}, ${person.graduationYear}, ${person.schoolKind}, ${wantsTraining}, ${wantsJob}, ${isAble},
      ${hasAnswered ? at : null})`;
}

async function insertPerson(tx: SqlTx, made: Prepared | undefined, at: Date): Promise<string> {
  // An account that was there before is gone: what the clerk saw is no longer so.
  if (!made) throw new Refusal('roster_changed');
  const { person, wrappedKey, codeSealed } = made;
  await tx`insert into person (id, institution_id, role, name, phone, id_number_sealed, id_number_digest, first_sign_in_code_hash)
    values (${person.id}, ${person.institutionId}, ${person.role}, ${person.name}, ${person.phone},
      ${person.idNumberSealed}, ${person.idNumberDigest}, ${person.firstSignInCodeHash})`;
  await tx`insert into learner_key (learner_id, wrapped_key) values (${person.id}, ${wrappedKey})`;
  await tx`insert into first_code (person_id, code_sealed, created_at) values (${person.id}, ${codeSealed}, ${at})`;
  return person.id;
}
