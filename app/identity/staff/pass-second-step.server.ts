import type { SqlTx } from '../../../db/client.ts';
import type { Session } from '../read-session.server.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { openKey, requireStaff } from './begin-second-step.server.ts';
import { countCodeTry, forgetCodeTries } from './count-code-try.server.ts';
import { matchCode, readCode } from './match-code.ts';
import { drawRecoveryCodes, takeRecoveryCode } from './recovery-codes.server.ts';

type Door = Pick<House, 'sql' | 'masterKey'>;
type Key = { sealed: Buffer; confirmedAt: Date | null; shownTo: Buffer; lastStep: string };

/** The key under a lock: of two codes at the same moment the second sees what the first has used. */
async function lockKey(tx: SqlTx, personId: string): Promise<Key | undefined> {
  const [key] = await tx<Key[]>`
    select secret_sealed as sealed, confirmed_at as "confirmedAt", shown_to as "shownTo", last_step as "lastStep"
    from staff_totp where person_id = ${personId} for update`;
  return key;
}

/** Takes a code of the phone, once: its step and all before it are used up. */
async function takeCode(
  tx: SqlTx,
  masterKey: Buffer,
  personId: string,
  key: Key,
  typed: string,
  nowMs: number,
): Promise<boolean> {
  const code = readCode(typed);
  const step = code && matchCode(openKey(masterKey, personId, key.sealed), code, nowMs);
  if (!step || step <= Number(key.lastStep)) return false;
  await tx`update staff_totp set last_step = ${step} where person_id = ${personId}`;
  return true;
}

/** The session has its second step; all tries before are forgotten. Throws `signed_out` if it ended meanwhile. */
async function markPassed(tx: SqlTx, { personId, tokenHash }: Session, nowMs: number): Promise<void> {
  const marked = await tx`
    update session set second_step_at = ${new Date(nowMs)} where token_hash = ${tokenHash} returning 1`;
  if (marked.length === 0) throw new Refusal('signed_out');
  await forgetCodeTries(tx, personId);
}

/**
 * Sets the second step up with the first code of the phone. Answers ten recovery codes, told this once; every other
 * session of the person ends. Throws `code_wait`, `code_wrong`, `second_step_set`.
 */
export async function setUpSecondStep(
  { sql, masterKey }: Door,
  session: Session,
  typed: string,
  nowMs: number,
): Promise<string[]> {
  const { personId, tokenHash } = requireStaff(session);
  await countCodeTry(sql, personId, nowMs);
  return sql.begin(async (tx) => {
    const key = await lockKey(tx, personId);
    if (key?.confirmedAt) throw new Refusal('second_step_set', { field: 'code' });
    if (!key?.shownTo.equals(tokenHash) || !(await takeCode(tx, masterKey, personId, key, typed, nowMs)))
      throw new Refusal('code_wrong', { field: 'code' });
    await tx`update staff_totp set confirmed_at = ${new Date(nowMs)} where person_id = ${personId}`;
    await tx`delete from session where person_id = ${personId} and token_hash <> ${tokenHash}`;
    await markPassed(tx, session, nowMs);
    return drawRecoveryCodes(tx, masterKey, personId);
  });
}

/** The right code of the phone, or a recovery code, under the lock; else throws `code_wrong`. */
async function requireCode(
  tx: SqlTx,
  masterKey: Buffer,
  personId: string,
  typed: string,
  nowMs: number,
): Promise<void> {
  const key = await lockKey(tx, personId);
  if (!key?.confirmedAt) throw new Refusal('code_wrong', { field: 'code' });
  const isRight = readCode(typed)
    ? await takeCode(tx, masterKey, personId, key, typed, nowMs)
    : await takeRecoveryCode(tx, masterKey, personId, typed, nowMs);
  if (!isRight) throw new Refusal('code_wrong', { field: 'code' });
}

/** Passes the second step of this session with a code of the phone or a recovery code. Throws `code_wait`, `code_wrong`. */
export async function passSecondStep(
  { sql, masterKey }: Door,
  session: Session,
  typed: string,
  nowMs: number,
): Promise<void> {
  const { personId } = requireStaff(session);
  await countCodeTry(sql, personId, nowMs);
  await sql.begin(async (tx) => {
    await requireCode(tx, masterKey, personId, typed, nowMs);
    await markPassed(tx, session, nowMs);
  });
}

/**
 * Gives the own phone up for another one, with a code of the old phone or a recovery code: the key and the recovery codes
 * are gone, other sessions end, and this one sets up anew. Throws `code_wait`, `code_wrong`, `second_step`.
 */
export async function changePhone(
  { sql, masterKey }: Door,
  session: Session,
  typed: string,
  nowMs: number,
): Promise<void> {
  const { personId, tokenHash, secondStep } = requireStaff(session);
  if (secondStep) throw new Refusal('second_step');
  await countCodeTry(sql, personId, nowMs);
  await sql.begin(async (tx) => {
    await requireCode(tx, masterKey, personId, typed, nowMs);
    await forgetSecondStep(tx, personId);
    await tx`delete from session where person_id = ${personId} and token_hash <> ${tokenHash}`;
    await tx`update session set second_step_at = null where token_hash = ${tokenHash}`;
  });
}

/** Key, recovery codes and tries of a person are gone: the next sign-in sets up anew. */
export async function forgetSecondStep(tx: SqlTx, personId: string): Promise<void> {
  await tx`delete from staff_totp where person_id = ${personId}`;
  await tx`delete from recovery_code where person_id = ${personId}`;
  await forgetCodeTries(tx, personId);
}
