import { z } from 'zod';
import { readWhole } from '../plan/read-whole.ts';
import { sessionKinds } from './count-hours.ts';

/** One line of plain text: no control character, nothing that turns the direction of writing (H06). */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u);
const whole = (max: number) =>
  z.string().transform((typed, context) => {
    const read = readWhole(typed);
    if (read !== null && read <= max) return read;
    context.addIssue({ code: 'custom', message: 'whole' });
    return z.NEVER;
  });
/** HH:MM as minutes of the day. */
const minute = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
/** HH:MM or HH:MM:SS as seconds of the day. */
const second = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)
  .transform((text) => {
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
    return hours * 3600 + minutes * 60 + seconds;
  });
const reason = line(200);

const sessionFields = {
  day: z.iso.date(),
  fromMinute: minute,
  toMinute: minute,
  kind: z.enum(sessionKinds),
  hours: whole(16),
  room: line(40),
  teacherId: z.uuid(),
};
const plan = z.object({ intent: z.literal('plan'), id: z.uuid(), ...sessionFields });

/** The forms of the timetable. */
export const timetableWire = z.discriminatedUnion('intent', [
  plan,
  z.object({ intent: z.literal('lift'), reason }),
]);
export type SessionTyped = Omit<z.infer<typeof plan>, 'intent' | 'id'>;

const recording = z.object({
  intent: z.literal('record'),
  id: z.uuid(),
  keptAt: line(80),
  fromS: second,
  toS: second,
  sha256: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.string().regex(/^([0-9a-f]{64})?$/))
    .transform((text) => (text === '' ? null : text)),
  visible: whole(80),
});
export type RecordingTyped = Omit<z.infer<typeof recording>, 'intent'>;

/** The forms of one session; who was there stands in fields of its own. */
export const sessionWire = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('change'),
    revision: z.coerce.number().int().min(0),
    reason,
    ...sessionFields,
  }),
  z.object({ intent: z.literal('cancel'), revision: z.coerce.number().int().min(0), reason }),
  z.object({
    intent: z.literal('attend'),
    sheetId: z.uuid(),
    seen: z.coerce.number().int().min(0),
    reason: z.union([z.literal(''), reason]).default(''),
  }),
  z.object({
    intent: z.literal('witness'),
    sheetId: z.uuid(),
    outcome: z.enum(['confirmed', 'declined']),
  }),
  recording,
  z.object({
    intent: z.literal('make-up'),
    id: z.uuid(),
    reason,
    ...sessionFields,
  }),
]);

/** The forms of a device's file. */
export const deviceWire = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('bring') }),
  z.object({ intent: z.literal('drop') }),
  z.object({
    intent: z.literal('confirm'),
    importId: z.uuid(),
    seenSha256: z.string().regex(/^[0-9a-f]{64}$/),
    reason: z.union([z.literal(''), reason]).default(''),
  }),
]);
