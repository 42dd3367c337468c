import { describe, expect, it } from 'vitest';
import { roles, type Role } from '../../db/schema/identity.ts';
import { requirePerson, requireRole, requireSession } from '../../app/identity/guards.server.ts';
import type { Session } from '../../app/identity/read-session.server.ts';

const sessionOf = (role: Role, mustSetPassword = false): Session => ({
  personId: '00000000-0000-4000-8000-000000000001',
  institutionId: '00000000-0000-4000-8000-000000000002',
  tokenHash: Buffer.alloc(32),
  role,
  mustSetPassword,
});

const pairs = roles.flatMap((has) => roles.map((needs) => [has, needs] as const));

describe('guards (H10)', () => {
  it.each(pairs)('%s at a door for %s', (has, needs) => {
    const session = sessionOf(has);
    if (has === needs) expect(requireRole(session, needs)).toBe(session);
    else
      expect(() => requireRole(session, needs)).toThrow(
        expect.objectContaining({ code: 'forbidden', status: 403 }),
      );
  });

  it('refuses nobody’s request as signed out', () => {
    const signedOut = expect.objectContaining({ code: 'signed_out', status: 401 });
    expect(() => requireSession(null)).toThrow(signedOut);
    expect(() => requirePerson(null)).toThrow(signedOut);
    expect(() => requireRole(null, 'learner')).toThrow(signedOut);
  });

  it('lets a person without password only set it', () => {
    const session = sessionOf('learner', true);
    const mustSet = expect.objectContaining({ code: 'must_set_password', status: 403 });
    expect(requireSession(session)).toBe(session);
    expect(() => requirePerson(session)).toThrow(mustSet);
    expect(() => requireRole(session, 'learner')).toThrow(mustSet);
  });
});
