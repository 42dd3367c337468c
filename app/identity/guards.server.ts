import type { Role } from '../../db/schema/identity.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Session } from './read-session.server.ts';

/** Somebody is signed in, password or not yet: for the page that sets it, and for signing out. Throws `signed_out`. */
export function requireSession(session: Session | null): Session {
  if (session === null) throw new Refusal('signed_out');
  return session;
}

/** Somebody with a password of their own. Throws `signed_out` or `must_set_password`. */
export function requirePerson(session: Session | null): Session {
  const present = requireSession(session);
  if (present.mustSetPassword) throw new Refusal('must_set_password');
  return present;
}

/** Somebody in exactly this role: no role contains another (H10). Throws `signed_out`, `must_set_password`, `forbidden`. */
export function requireRole(session: Session | null, role: Role): Session {
  const present = requirePerson(session);
  if (present.role !== role) throw new Refusal('forbidden');
  return present;
}
