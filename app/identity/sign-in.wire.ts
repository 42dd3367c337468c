import { z } from 'zod';
import type { Role } from '../../db/schema/identity.ts';

const roles = [
  'learner',
  'clerk',
  'teacher',
  'author',
  'head',
  'bureau',
  'reviewer',
  'inspector',
  'auditor',
  'operator',
] as const satisfies readonly Role[];

/** Phone number and password, or the institution's code in the password's place. Lengths bound the work, not the truth. */
export const signInWire = z
  .strictObject({
    phone: z.string().min(1).max(40),
    password: z.string().min(1).max(200),
    /** Who of those who share the telephone, where two chose the same password. */
    personId: z.uuid().optional(),
  })
  .meta({ id: 'SignIn' });

/** The token itself travels in the cookie only. */
export const signedInWire = z
  .strictObject({ personId: z.uuid(), role: z.enum(roles), mustSetPassword: z.boolean() })
  .meta({ id: 'SignedIn' });
