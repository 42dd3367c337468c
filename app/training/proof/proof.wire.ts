import { z } from 'zod';

/** A reason that the bureau gives, in words. */
const reason = z.string().trim().min(4).max(300);
const hourNumber = z.coerce.number().int().min(1).max(999);

/** What the forms of the page ask. Unknown fields are refused: hours are nowhere among them (I7, E04). */
export const proofWorkWire = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('issue'), enrolmentId: z.uuid() }),
  z.strictObject({ intent: z.literal('issue-all') }),
  z.strictObject({
    intent: z.literal('decide'),
    enrolmentId: z.uuid(),
    number: hourNumber,
    word: z.enum(['accept', 'refuse']),
    reason,
  }),
  z.strictObject({ intent: z.literal('revoke'), number: z.string().max(40), reason }),
  z.strictObject({ intent: z.literal('mend'), number: z.string().max(40), reason }),
]);
