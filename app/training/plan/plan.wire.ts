import { z } from 'zod';
import { classTypes } from './class-type.ts';
import { readWhole } from './read-whole.ts';

/** One line of plain text: no control character, nothing that turns the direction of writing (H06). */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u);
const whole = z.string().transform((typed, context) => {
  const read = readWhole(typed);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'whole' });
  return z.NEVER;
});

/** What a class is. Days are days of the calendar: 29 February in leap years only. */
const classFields = z.object({
  title: line(40),
  courseVersionId: z.uuid(),
  classType: z.enum(classTypes),
  placeCode: z
    .string()
    .transform((typed) => typed.normalize('NFKC').trim())
    .pipe(z.string().regex(/^[1-8]\d{5}$/)),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  isSubsidised: z.boolean().default(false),
});

/** The form that makes a class. */
export const newClassWire = classFields.superRefine(({ startsOn, endsOn }, context) => {
  if (endsOn < startsOn) context.addIssue({ code: 'custom', path: ['endsOn'], message: 'dates' });
});
export type NewClass = z.infer<typeof newClassWire>;

const planFields = classFields.extend({
  totalHours: whole,
  onlineTheory: whole,
  practice: whole,
  workstations: whole,
  teacherIds: z.array(z.uuid()).max(40).default([]),
});

/** The values of a plan as they are typed and stored; theory in person is what the total leaves. */
export type PlanValues = z.infer<typeof planFields>;

/** The form of a plan, with the revision it was opened at and what it showed then. */
export const planWire = planFields
  .extend({ revision: z.coerce.number().int().min(0), seen: z.string().max(4_000).default('') })
  .superRefine(({ totalHours, onlineTheory, practice }, context) => {
    if (onlineTheory + practice > totalHours)
      context.addIssue({ code: 'custom', path: ['totalHours'], message: 'hours' });
  });

/** What a form showed when it was opened. */
const seenWire = z.object({
  ...planFields.omit({ teacherIds: true }).shape,
  ...{ totalHours: z.number(), onlineTheory: z.number(), practice: z.number(), workstations: z.number() },
  teacherIds: z.array(z.string()),
});

/** What a form says that it showed; null: it cannot be read, and nothing is compared. */
export function readSeen(text: string): PlanValues | null {
  try {
    const read = seenWire.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** A new teacher; the number is judged where accounts are made. */
export const teacherWire = z.object({ name: line(30), phone: z.string().max(30) });
