import { z } from 'zod';

const count = z.int().min(0);
const day = z.iso.date();
/** Occupations and whole minutes. */
const numbers = z.strictObject({ occupations: count, minutes: count });
/** What the catalogue has to hold at the end of a day (P013). */
const target = z.strictObject({ dueOn: day, occupations: count, minutes: count });

/** An approved and published lesson; its length as measured from the media. */
export const publicLessonWire = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  durationMs: count,
  version: z.int().min(1),
  approvalDocument: z.string(),
  approvedOn: day.nullable(),
  /** The approval says of itself that it is a demonstration. */
  isDemo: z.boolean(),
  /** False: it is made from the same bytes as another lesson, which counts in its place. */
  isCounted: z.boolean(),
});
export type PublicLesson = z.infer<typeof publicLessonWire>;

/** GET /catalogue.json: everything that is approved and published, and how it stands to the targets. */
export const catalogueWire = z.strictObject({
  /** In China. */
  asOf: day,
  /** Everything that counts, demonstration approvals among it. */
  counted: numbers,
  /** How much of it rests on demonstration approvals only. */
  demo: numbers,
  /** What counts towards the targets: `counted` less `demo`. */
  withoutDemo: numbers,
  target,
  shortfall: numbers,
  /** The target that was due before and is not met; null: it is met, or none was due. */
  overdue: z.strictObject({ target, shortfall: numbers }).nullable(),
  occupations: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      code: z.string(),
      /** The common module: it serves every course, is counted once and is no occupation. */
      isShared: z.boolean(),
      minutes: count,
      demoMinutes: count,
      lessons: z.array(publicLessonWire),
    }),
  ),
});
export type Catalogue = z.infer<typeof catalogueWire>;
export type PublicOccupation = Catalogue['occupations'][number];
