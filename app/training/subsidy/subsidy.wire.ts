import { z } from 'zod';

const plain = z
  .string()
  .trim()
  .transform((typed) => typed.replaceAll('\r\n', '\n'))
  .pipe(z.string().regex(/^(?:[^\p{Cc}\p{Cf}]|\n)*$/u));
const line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cf}]*$/u);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Draws the list of a month up; nothing else is typed. */
export const drawWire = z.object({ month: z.string().regex(/^\d{4}-\d\d$/) });

/** What a bureau does with a list. */
export const batchWorkWire = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('redraw') }),
  z.object({
    intent: z.literal('price'),
    classId: z.uuid(),
    amountYuan: line.pipe(z.string().regex(/^[1-9]\d{0,4}$/)).transform(Number),
  }),
  z.object({
    intent: z.literal('sign'),
    seenSha256: sha256,
    signedName: line.pipe(z.string().min(2).max(40)),
  }),
  z.object({ intent: z.literal('publish'), seenSha256: sha256 }),
  z.object({ intent: z.literal('strike'), entryId: z.uuid(), reason: line.pipe(z.string().min(4).max(300)) }),
  z.object({
    intent: z.literal('answer'),
    objectionId: z.uuid(),
    upheld: z.enum(['yes', 'no']),
    answer: line.pipe(z.string().min(4).max(500)),
  }),
  z.object({ intent: z.literal('complete'), seenSha256: sha256 }),
  z.object({
    intent: z.literal('confirm'),
    confirmedOn: z.iso.date(),
    document: line.pipe(z.string().min(2).max(80)),
  }),
]);

/** What anybody may say against a published list. */
export const objectionWire = z.object({
  entryId: z.union([z.literal(''), z.uuid()]).default(''),
  words: plain.pipe(z.string().min(4).max(1000)),
  contact: line.pipe(z.string().max(80)).default(''),
});
export type ObjectionSent = z.infer<typeof objectionWire>;
