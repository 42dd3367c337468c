import type { Sql, SqlTx } from '../../db/client.ts';
import type { Role } from '../../db/schema/identity.ts';
import { hashToken } from './hash-token.server.ts';
import { parseSessionCookie } from './session-cookie.ts';

/** Who sent a request. `mustSetPassword`: came with the institution's code and may do nothing else yet. */
export type Session = {
  personId: string;
  role: Role;
  institutionId: string;
  mustSetPassword: boolean;
  /** What staff still owes in this session: to set the second step up, or its code. Null: nothing. */
  secondStep?: 'set_up' | 'code' | null;
  tokenHash: Buffer;
};

/**
 * Reads the session behind a Cookie header; null if there is none, it has ended, or its person is suspended. Hot:
 * every beat asks. Cost: one SHA-256, one prepared statement, two primary keys, for staff two more; nothing for a header without our cookie.
 */
export async function readSession(
  sql: Sql,
  cookieHeader: string | null,
  secureCookies: boolean,
): Promise<Session | null> {
  const token = parseSessionCookie(cookieHeader, secureCookies);
  return token === null ? null : readSessionOf(sql, hashToken(token));
}

/** Reads the session whose token has this SHA-256; null as `readSession` says. */
export async function readSessionOf(sql: Sql | SqlTx, tokenHash: Buffer): Promise<Session | null> {
  const [row] = await sql<Omit<Session, 'tokenHash'>[]>`
    select p.id as "personId", p.role, p.institution_id as "institutionId",
      p.password_hash is null as "mustSetPassword",
      case when p.role = 'learner' or s.second_step_at is not null then null
        when exists (select 1 from staff_totp t where t.person_id = p.id and t.confirmed_at is not null) then 'code'
        when (select i.totp_required_from <= now() from institution i where i.id = p.institution_id) then 'set_up'
      end as "secondStep"
    from session s join person p on p.id = s.person_id
    where s.token_hash = ${tokenHash} and s.expires_at > now() and p.suspended_at is null`;
  return row ? { ...row, tokenHash } : null;
}
