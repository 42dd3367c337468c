import { z } from 'zod';
import type { Role } from '../../../db/schema/identity.ts';
import { readPhone } from '../read-phone.ts';

const invitable = [
  'clerk',
  'teacher',
  'author',
  'head',
  'bureau',
  'inspector',
  'auditor',
  'operator',
] as const;

/** The form of an invitation; `post` is role:institution. The name holds no control character (H06). */
export const inviteWire = z
  .object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(30)
      .regex(/^[^\p{Cc}\p{Cf}]+$/u),
    phone: z
      .string()
      .max(30)
      .refine((typed) => readPhone(typed) !== null),
    post: z
      .string()
      .regex(/^[a-z]+:[0-9a-f-]{36}$/)
      .transform((post, ctx) => {
        const [given, institutionId = ''] = post.split(':');
        const role = invitable.find((one) => one === given);
        if (role) return { role: role satisfies Role, institutionId };
        ctx.addIssue({ code: 'custom', message: 'post' });
        return z.NEVER;
      }),
  })
  .transform(({ post, ...rest }) => ({ ...rest, ...post }));

/** The other forms of the staff page, by their intent. */
export const staffWire = z.discriminatedUnion('intent', [
  z.object({
    intent: z.enum(['suspended', 'returned', 'second_step_reset']),
    person: z.uuid(),
    reason: z.string().max(1_000),
  }),
  z.object({ intent: z.literal('revoke'), invitation: z.uuid() }),
  z.object({ intent: z.literal('policy'), day: z.string().max(20) }),
]);
