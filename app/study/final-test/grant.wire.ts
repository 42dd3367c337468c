import { z } from 'zod';
import { grantCauses } from './test-state.ts';

/** What the forms of the test's desk page ask. */
export const grantWire = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('grant'),
    enrolmentId: z.uuid(),
    cause: z.enum(grantCauses),
    reason: z.string().trim().min(4).max(500),
  }),
  z.object({
    intent: z.literal('decide'),
    grantId: z.uuid(),
    answer: z.enum(['confirm', 'decline']).transform((said) => said === 'confirm'),
  }),
]);

export type GrantTry = Omit<Extract<z.infer<typeof grantWire>, { intent: 'grant' }>, 'intent'>;
export type DecideTry = { grantId: string; isConfirmed: boolean };
