import type { Role } from '../../db/schema/identity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Session } from './read-session.server.ts';

/** Somebody is signed in, password or not yet: for the page that sets it, and for signing out. Throws `signed_out`. */
export function requireSession(session: Session | null): Session {
  if (session === null) throw new Refusal('signed_out');
  return session;
}

/** Somebody whose password is set, the second step done or not yet: for the page that does it. Throws `signed_out`, `must_set_password`. */
export function requirePassword(session: Session | null): Session {
  const present = requireSession(session);
  if (present.mustSetPassword) throw new Refusal('must_set_password');
  return present;
}

/** Somebody with a password of their own and, of staff, the second step done. Throws `signed_out`, `must_set_password`, `second_step`. */
export function requirePerson(session: Session | null): Session {
  const present = requirePassword(session);
  if (present.secondStep) throw new Refusal('second_step');
  return present;
}

/** Somebody in exactly this role: no role contains another (H10). Throws `signed_out`, `must_set_password`, `second_step`, `forbidden`. */
export function requireRole(session: Session | null, role: Role): Session {
  const present = requirePerson(session);
  if (present.role !== role) throw new Refusal('forbidden');
  return present;
}
