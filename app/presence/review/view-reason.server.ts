import type { Session } from '../../identity/read-session.server.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { deriveKey, seal, unseal } from '../../platform/seal.server.ts';

/** A visit: how long one reason to look at pictures holds. Another sign-in is another visit. */
export const visitMs = 4 * 3_600_000;
const cookieName = 'view_reason';

type Door = Pick<House, 'env' | 'masterKey'>;
type Kept = { reason: string; untilMs: number };

/** The reason belongs to one sign-in: the cookie of a colleague opens to nobody else. */
const purposeOf = ({ tokenHash }: Pick<Session, 'tokenHash'>) => `view-reason:${tokenHash.toString('hex')}`;

/**
 * The Set-Cookie value that keeps why this person looks at pictures, sealed: 4–200 characters, else
 * `view_reason_missing` (F04).
 */
export function keepViewReason(house: Door, session: Session, given: string, nowMs: number): string {
  const reason = given.trim();
  if (reason.length < 4 || reason.length > 200) throw new Refusal('view_reason_missing', { field: 'reason' });
  const kept: Kept = { reason, untilMs: nowMs + visitMs };
  const key = deriveKey(house.masterKey, 'view-reason');
  const value = seal(key, purposeOf(session), Buffer.from(JSON.stringify(kept))).toString('base64url');
  const flags = `Path=/; Max-Age=${visitMs / 1000}; HttpOnly; SameSite=Strict`;
  return `${cookieName}=${value}; ${flags}${house.env.secureCookies ? '; Secure' : ''}`;
}

/** Why this person looks at pictures in this visit; null: not said yet, over, or not hers. */
export function readViewReason(
  house: Door,
  session: Session,
  cookieHeader: string | null,
  nowMs: number,
): string | null {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  if (!value) return null;
  try {
    const key = deriveKey(house.masterKey, 'view-reason');
    const opened = unseal(key, purposeOf(session), Buffer.from(value, 'base64url'));
    const { reason, untilMs } = JSON.parse(opened.toString('utf8')) as Kept;
    return untilMs > nowMs ? reason : null;
  } catch {
    return null;
  }
}
