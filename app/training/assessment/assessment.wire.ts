import { z } from 'zod';

const results = ['', 'passed', 'failed'] as const;

/** One learner's line of the form: no result yet, or one with its day; a certificate only where it was passed. */
export const resultWire = z.object({
  enrolmentId: z.uuid(),
  result: z.enum(results),
  endedOn: z.union([z.literal(''), z.iso.date()]),
  certificateNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{0,40}$/),
});
export type ResultLine = z.infer<typeof resultWire>;

/** Names of the fields of a learner's line. */
export const resultField = (field: 'result' | 'day' | 'certificate', enrolmentId: string) =>
  `${field}-${enrolmentId}`;

/** Why an entry of before is corrected; empty: none is. */
export const reasonWire = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);
