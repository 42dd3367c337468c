import type { Sql } from '../../db/client.ts';
import type { Role } from '../../db/schema/identity.ts';
import { hashToken } from './hash-token.server.ts';
import { parseSessionCookie } from './session-cookie.ts';

/** Who sent a request. `mustSetPassword`: came with the institution's code and may do nothing else yet. */
export type Session = {
  personId: string;
  role: Role;
  institutionId: string;
  mustSetPassword: boolean;
  tokenHash: Buffer;
};

/**
 * Reads the session behind a Cookie header; null if there is none, or it has ended. Hot: every beat asks.
 * Cost: one SHA-256, one prepared statement, two primary keys; nothing for a header without our cookie.
 */
export async function readSession(
  sql: Sql,
  cookieHeader: string | null,
  secureCookies: boolean,
): Promise<Session | null> {
  const token = parseSessionCookie(cookieHeader, secureCookies);
  if (token === null) return null;
  const tokenHash = hashToken(token);
  const [row] = await sql<Omit<Session, 'tokenHash'>[]>`
    select p.id as "personId", p.role, p.institution_id as "institutionId",
      p.password_hash is null as "mustSetPassword"
    from session s join person p on p.id = s.person_id
    where s.token_hash = ${tokenHash} and s.expires_at > now()`;
  return row ? { ...row, tokenHash } : null;
}
