import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import type { Role } from '../../../db/schema/identity.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { deriveKey } from '../../platform/seal.server.ts';
import { hashToken } from '../hash-token.server.ts';
import { readPhone } from '../read-phone.ts';
import type { Session } from '../read-session.server.ts';
import { mayManage, type Post } from './may-manage.ts';
import { readPost } from './read-post.server.ts';

/** Who is invited; without an institution into the inviter's own. */
export type Invited = { role: Role; name: string; phone: string; institutionId?: string | undefined };

/** Told once: the token of the link goes by message, the code by telephone. */
export type InvitationMade = { id: string; token: string; code: string; name: string };

const lifeMs = 7 * 86_400_000;

/** What is stored of an invitation's code. */
export function digestInvitation(masterKey: Buffer, token: string, code: string): Buffer {
  return createHmac('sha256', deriveKey(masterKey, 'staff-invitation')).update(`${token}:${code}`).digest();
}

/** A house under a lock that lets people be entered, and nobody else invite or suspend there. */
export async function lockHouse(
  tx: SqlTx,
  institutionId: string,
): Promise<Pick<Post, 'institutionId' | 'kind' | 'placeCode'>> {
  const [house] = await tx<Pick<Post, 'institutionId' | 'kind' | 'placeCode'>[]>`
    select id as "institutionId", kind, place_code as "placeCode" from institution
    where id = ${institutionId} for no key update`;
  if (!house) throw new Refusal('not_found');
  return house;
}

/**
 * Invites somebody into a post below the inviter's own; a newer invitation of the same phone number replaces the older.
 * Throws `not_found` outside of what the inviter reaches, `phone_taken`, `bad_shape`, `signed_out`.
 */
export async function inviteStaff(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  session: Session,
  { role, name, phone: typed, institutionId = session.institutionId }: Invited,
  nowMs: number,
): Promise<InvitationMade> {
  const phone = readPhone(typed);
  if (phone === null) throw new Refusal('bad_shape', { field: 'phone' });
  if (name.trim() === '') throw new Refusal('bad_shape', { field: 'name' });
  const token = randomBytes(32).toString('base64url');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  return sql.begin(async (tx) => {
    const actor = await readPost(tx, session.personId, { lock: true });
    const house = await lockHouse(tx, institutionId);
    if (!mayManage(actor, { role, ...house })) throw new Refusal('not_found');
    const [taken] = await tx`select 1 from person where phone = ${phone} and role <> 'learner'`;
    if (taken) throw new Refusal('phone_taken', { field: 'phone' });
    await tx`update staff_invitation set revoked_at = ${new Date(nowMs)}
      where institution_id = ${institutionId} and phone = ${phone} and accepted_at is null and revoked_at is null`;
    const [made] = await tx<{ id: string }[]>`
      insert into staff_invitation (institution_id, role, name, phone, token_hash, code_digest, invited_by, created_at,
        expires_at)
      values (${institutionId}, ${role}, ${name.trim()}, ${phone}, ${hashToken(token)},
        ${digestInvitation(masterKey, token, code)}, ${session.personId}, ${new Date(nowMs)},
        ${new Date(nowMs + lifeMs)})
      returning id`;
    return { id: made?.id ?? '', token, code, name: name.trim() };
  });
}

/** Takes an invitation back; taking it back twice is one. Throws `not_found`, and `staff_step` once it was accepted. */
export async function revokeInvitation(
  { sql }: Pick<House, 'sql'>,
  session: Session,
  id: string,
  nowMs: number,
): Promise<void> {
  await sql.begin(async (tx) => {
    const actor = await readPost(tx, session.personId, { lock: true });
    const [one] = await tx<(Post & { isAccepted: boolean })[]>`
      select v.role, i.id as "institutionId", i.kind, i.place_code as "placeCode",
        v.accepted_at is not null as "isAccepted"
      from staff_invitation v join institution i on i.id = v.institution_id where v.id::text = ${id} for update of v`;
    if (!one || !mayManage(actor, one)) throw new Refusal('not_found');
    if (one.isAccepted) throw new Refusal('staff_step');
    await tx`update staff_invitation set revoked_at = coalesce(revoked_at, ${new Date(nowMs)}) where id::text = ${id}`;
  });
}
