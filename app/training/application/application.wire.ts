import { z } from 'zod';
import { classDecisions } from '../class-life.ts';
import { standings } from './judge-standing.ts';
import { statementKinds } from './statements.ts';

/** Plain text of one or more lines: no control character but the line's end, nothing that turns the direction of writing (H06). */
const text = (max: number, least = 0) =>
  z
    .string()
    .trim()
    .transform((typed) => typed.replaceAll('\r\n', '\n'))
    .pipe(
      z
        .string()
        .min(least)
        .max(max)
        .regex(/^(?:[^\p{Cc}\p{Cf}]|\n)*$/u),
    );
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const optionalDay = z.union([z.literal('').transform(() => null), z.iso.date()]);
const version = z.coerce.number().pipe(z.int().min(1));

/** Parts that the clerk writes. */
const partsWire = z.object({
  intent: z.literal('parts'),
  textbooks: text(500),
  assessmentOn: optionalDay,
  assessor: text(60),
  assessmentManner: text(200),
  consentNumber: text(60),
});
export type PartsWritten = Omit<z.infer<typeof partsWire>, 'intent'>;

/** Both statements, signed under one name, as they stood on the screen. */
const signWire = z.object({
  intent: z.literal('sign'),
  seenSha256: sha256,
  signedName: text(30, 2),
  ...(Object.fromEntries(statementKinds.map((kind) => [kind, version])) as Record<
    (typeof statementKinds)[number],
    typeof version
  >),
});
export type StatementsSigned = Omit<z.infer<typeof signWire>, 'intent'>;

const inspectWire = z.object({
  intent: z.literal('inspect'),
  inspectedOn: z.iso.date(),
  manner: z.enum(['on_site', 'remote']),
  headcount: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/)
    .transform(Number),
  findings: text(1_000, 4),
});
export type InspectionMade = Omit<z.infer<typeof inspectWire>, 'intent'>;

/** What the forms of the application page ask. */
export const applicationWire = z.discriminatedUnion('intent', [
  partsWire,
  signWire,
  inspectWire,
  z.object({ intent: z.literal('apply'), seenSha256: sha256 }),
  z.object({
    intent: z.literal('decide'),
    decision: z.enum(classDecisions),
    reason: text(500).default(''),
    seenSha256: sha256,
  }),
  z.object({ intent: z.literal('reference'), reference: text(60, 2) }),
  z.object({ intent: z.literal('close') }),
]);

/** The form of a standing. */
export const standingWire = z.object({
  institution: z.uuid(),
  standing: z.enum(standings),
  untilDay: optionalDay,
  reason: text(500, 4),
});
