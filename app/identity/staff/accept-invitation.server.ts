import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Role } from '../../../db/schema/identity.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { tellJoined } from '../../training/notices/tell-staff.server.ts';
import { checkPassword, readSecret, type PasswordFault } from '../check-password.ts';
import { hashSecret } from '../hash-secret.server.ts';
import { hashToken } from '../hash-token.server.ts';
import { readPhone } from '../read-phone.ts';
import { digestInvitation } from './invite-staff.server.ts';
import { mayManage, type Post } from './may-manage.ts';
import { readPost } from './read-post.server.ts';

/** What the page of an open invitation tells whoever holds its link: no telephone number. */
export type InvitationSeen = { name: string; role: Role; institution: string };

type Open = InvitationSeen & Post & { id: string; phone: string; codeDigest: Buffer; invitedBy: string };

/** What the invited types. */
export type Acceptance = { token: string; phone: string; code: string; password: string };

/** Wrong codes after which an invitation is closed. */
export const invitationTries = 10;

async function findOpen(sql: Sql | SqlTx, token: string, nowMs: number, lock = false): Promise<Open> {
  const [open] = await sql<Open[]>`
    select v.id, v.name, v.role, v.phone, v.code_digest as "codeDigest", v.invited_by as "invitedBy",
      i.name as institution, i.id as "institutionId", i.kind, i.place_code as "placeCode"
    from staff_invitation v join institution i on i.id = v.institution_id
    where v.token_hash = ${hashToken(token)} and v.accepted_at is null and v.revoked_at is null
      and v.expires_at > ${new Date(nowMs)} ${lock ? sql`for update of v` : sql``}`;
  if (!open) throw new Refusal('invitation_gone');
  return open;
}

/** An invitation that can still be accepted. Throws `invitation_gone`: never was, used, taken back, too old, tried too often. */
export async function readInvitation(sql: Sql, token: string, nowMs: number): Promise<InvitationSeen> {
  const { name, role, institution } = await findOpen(sql, token, nowMs);
  return { name, role, institution };
}

/**
 * Makes the account of an invitation: link, code and phone number have to match, and whoever invited must still hold the
 * post. One account of one invitation, however often it is sent. Answers why a password is not taken, or null. Throws
 * `invitation_gone`, `invitation_wrong`, `phone_taken`.
 */
export async function acceptInvitation(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  { token, phone: typed, code, password: given }: Acceptance,
  nowMs: number,
): Promise<PasswordFault | null> {
  const open = await findOpen(sql, token, nowMs);
  const phone = readPhone(typed);
  const password = readSecret(given);
  const fault = checkPassword(password, open.phone);
  if (fault) return fault;
  // Counted before it is looked at: parallel guesses are as many tries.
  const counted = await sql`
    update staff_invitation set tries = tries + 1 where id = ${open.id} and tries < ${invitationTries} returning 1`;
  if (counted.length === 0) throw new Refusal('invitation_gone');
  const plain = code.normalize('NFKC').replace(/\s/g, '');
  const isRight = timingSafeEqual(digestInvitation(masterKey, token, plain), open.codeDigest);
  if (!isRight || phone !== open.phone) throw new Refusal('invitation_wrong', { field: 'code' });
  const passwordHash = await hashSecret(password);
  await sql.begin(async (tx) => {
    const now = await findOpen(tx, token, nowMs, true);
    const inviter = await readPost(tx, now.invitedBy, { lock: true }).catch(() => null);
    if (!inviter || !mayManage(inviter, now)) throw new Refusal('invitation_gone');
    await enter(tx, now, passwordHash, nowMs);
  });
  return null;
}

async function enter(tx: SqlTx, open: Open, passwordHash: string, nowMs: number): Promise<void> {
  const personId = randomUUID();
  const at = new Date(nowMs);
  const entered = await tx`
    insert into person (id, institution_id, role, name, phone, password_hash)
    values (${personId}, ${open.institutionId}, ${open.role}, ${open.name}, ${open.phone}, ${passwordHash})
    on conflict do nothing returning 1`;
  if (entered.length === 0) throw new Refusal('phone_taken', { field: 'phone' });
  await tx`update staff_invitation set accepted_at = ${at}, person_id = ${personId} where id = ${open.id}`;
  await tx`insert into staff_step (person_id, step, actor_id, reason, at)
    values (${personId}, 'joined', ${open.invitedBy}, '接受邀请', ${at})`;
  await tellJoined(tx, { id: open.id });
}
