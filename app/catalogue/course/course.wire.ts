import { z } from 'zod';
import { topicTags, type TopicTag } from '../topic-tags.ts';
import { readStandardItems } from './read-standard-items.ts';

/** One line of plain text: no control character, nothing that turns the direction of writing (H06). */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u);
/** The same, or nothing. */
const maybe = (max: number) => z.union([z.literal('').transform(() => null), line(max)]);

export const occupationWire = z.strictObject({
  name: line(40),
  code: z
    .string()
    .trim()
    .regex(/^\d-\d{2}-\d{2}-\d{2}$/),
});
export type OccupationEntered = z.infer<typeof occupationWire>;

/** What a course says of itself; the standard is named whole or not at all. */
export const courseWire = z.strictObject({
  title: line(40),
  level: line(20),
  standardName: maybe(80),
  standardYear: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1980).max(2100)]),
  standardCode: maybe(20),
  standardItems: z
    .string()
    .max(2_000)
    .transform((text, context) => {
      const items = readStandardItems(text);
      if (items) return items;
      context.addIssue({ code: 'custom', message: 'standardItems' });
      return z.NEVER;
    }),
});
export type CourseEntered = z.infer<typeof courseWire>;

export const newCourseWire = courseWire.extend({ occupationId: z.string().min(1).max(60) });

export const moduleWire = z.strictObject({ name: line(30) });

const tagNames = Object.keys(topicTags) as [TopicTag, ...TopicTag[]];

export const lessonWire = z.strictObject({
  title: line(40),
  standardItem: maybe(40),
  tags: z.array(z.enum(tagNames)).max(tagNames.length),
});
export type LessonEntered = z.infer<typeof lessonWire>;
