import type { Sql, SqlTx } from '../../db/client.ts';
import { requireRole } from '../identity/guards.server.ts';
import { hashToken } from '../identity/hash-token.server.ts';
import { readSessionOf } from '../identity/read-session.server.ts';
import { parseSessionCookie } from '../identity/session-cookie.ts';

/** A learner and the sign-in that she sends: SHA-256 of its token, hex. */
export type Sitter = { learnerId: string; tokenHash: string };

/** Sign-ins remembered by one process (some 300 bytes each), more than it can serve. */
const sittersMax = 400_000;

/**
 * Who sends a Cookie header, from the database once a sign-in, whatever other cookies stand beside ours. Whether it still
 * holds, whoever serves her asks again.
 */
export type Sitters = {
  /** Throws `signed_out`, `must_set_password`, `forbidden`. */
  of(cookie: string | null): Sitter | Promise<Sitter>;
  forget(cookie: string | null): void;
};

export function openSitters(sql: Sql, secure: boolean): Sitters {
  /** By the token of our cookie. */
  const known = new Map<string, Sitter>();
  const tokenOf = (cookie: string | null) => parseSessionCookie(cookie, secure) ?? '';
  async function read(token: string): Promise<Sitter> {
    const session = token === '' ? null : await readSessionOf(sql, hashToken(token));
    const { personId, tokenHash } = requireRole(session, 'learner');
    const sitter = { learnerId: personId, tokenHash: tokenHash.toString('hex') };
    // Copied: a part of a string would keep the whole header in memory.
    known.set(Buffer.from(token).toString('latin1'), sitter);
    const [oldest] = known.keys();
    if (known.size > sittersMax && oldest !== undefined) known.delete(oldest);
    return sitter;
  }
  return {
    of(cookie) {
      const token = tokenOf(cookie);
      return known.get(token) ?? read(token);
    },
    forget: (cookie) => void known.delete(tokenOf(cookie)),
  };
}

/** Until when those of these sign-ins hold that are a learner's still, by token hash; ms on the wall clock. */
export async function readHolding(sql: Sql | SqlTx, sitters: Sitter[]): Promise<Map<string, number>> {
  const tokens = `{${sitters.map(({ tokenHash }) => tokenHash).join(',')}}`;
  const rows = await sql<{ token: string; expiresAt: Date }[]>`
    select v.token, s.expires_at as "expiresAt" from unnest(${tokens}::text[]) as v(token)
    join session s on s.token_hash = decode(v.token, 'hex') and s.expires_at > now()
    join person p on p.id = s.person_id and p.role = 'learner' and p.password_hash is not null and p.suspended_at is null`;
  return new Map(rows.map(({ token, expiresAt }) => [token, expiresAt.getTime()]));
}

/** Whether this sign-in is a learner's and still holds. Throws as `Sitters.of` does. */
export async function requireSitter(
  sql: Sql | SqlTx,
  { tokenHash }: Pick<Sitter, 'tokenHash'>,
): Promise<void> {
  requireRole(await readSessionOf(sql, Buffer.from(tokenHash, 'hex')), 'learner');
}
