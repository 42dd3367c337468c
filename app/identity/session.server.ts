import type { House } from '../platform/house.server.ts';
import { readSession, type Session } from './read-session.server.ts';
import { clearSessionCookie, parseSessionCookie, serialiseSessionCookie } from './session-cookie.ts';

/** The part of the house that a session needs. */
type Door = Pick<House, 'sql' | 'env'>;

/** Who sent this request, or null. */
export function sessionFromRequest({ sql, env }: Door, request: Request): Promise<Session | null> {
  return readSession(sql, request.headers.get('Cookie'), env.secureCookies);
}

/** The token that this browser held before it signs in: hand it to `signIn`, which ends that session. */
export function previousToken({ env }: Pick<Door, 'env'>, request: Request): string | null {
  return parseSessionCookie(request.headers.get('Cookie'), env.secureCookies);
}

/** The Set-Cookie header of a sign-in. */
export function setCookieHeader({ env }: Pick<Door, 'env'>, token: string): string {
  return serialiseSessionCookie(token, env.secureCookies);
}

/** The Set-Cookie header of a sign-out. */
export function clearCookieHeader({ env }: Pick<Door, 'env'>): string {
  return clearSessionCookie(env.secureCookies);
}
