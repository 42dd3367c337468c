import { z } from 'zod';

const name = z.string().regex(/^[a-z0-9-]+$/);
const lessons = z
  .array(z.strictObject({ slug: name, title: z.string().min(1).max(20), minutes: z.int().positive() }))
  .min(1);
const standard = z.strictObject({
  name: z.string().min(1),
  year: z.int(),
  /** Empty until somebody has read it there. */
  code: z.string().regex(/^(\d-\d{2}-\d{2}-\d{2})?$/),
  /** False until somebody compared it with the published text. */
  isVerified: z.boolean(),
  items: z.array(
    z.strictObject({ name: z.string().min(1), theoryWeightPct: z.number().positive().optional() }),
  ),
  note: z.string().optional(),
});
/** courses/outline.json: what the catalogue is meant to hold (P013, P018). */
export const outlineWire = z.strictObject({
  common: z.strictObject({ folder: name, name: z.string().min(1), lessons }),
  courses: z.array(
    z.strictObject({
      folder: name,
      occupation: z.string().min(1),
      level: z.string().min(1),
      programmeHours: z.int().positive(),
      standard,
      modules: z.array(z.strictObject({ name: z.string().min(1), lessons })).min(1),
      practicalOffline: z.array(z.string().min(1)),
    }),
  ),
});
export type Outline = z.infer<typeof outlineWire>;

/** Where a lesson stands in the outline. */
export type Place = {
  title: string;
  module: string;
  occupation: string;
  standard: Outline['courses'][number]['standard'];
  isShared: boolean;
};

/** Common lessons name the standard of the first course, which asks for them as 职业道德 and 基础知识. */
export function findPlace({ common, courses }: Outline, scriptName: string): Place | null {
  const [folder, slug] = scriptName.split('/');
  const [first] = courses;
  if (folder === common.folder && first) {
    const lesson = common.lessons.find((lesson) => lesson.slug === slug);
    const { standard } = first;
    return lesson
      ? { title: lesson.title, module: common.name, occupation: '通用', standard, isShared: true }
      : null;
  }
  const course = courses.find((course) => course.folder === folder);
  for (const module of course?.modules ?? [])
    for (const { slug: known, title } of module.lessons)
      if (course && known === slug) {
        const { occupation, standard } = course;
        return { title, module: module.name, occupation, standard, isShared: false };
      }
  return null;
}

/** Every lesson of the outline as `<folder>/<slug>`, the common module first. */
export function listOutline({ common, courses }: Outline): string[] {
  const named = (folder: string, lessons: { slug: string }[]) =>
    lessons.map(({ slug }) => `${folder}/${slug}`);
  return [
    ...named(common.folder, common.lessons),
    ...courses.flatMap(({ folder, modules }) => modules.flatMap(({ lessons }) => named(folder, lessons))),
  ];
}
