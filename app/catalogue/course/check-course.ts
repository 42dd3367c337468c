import { advisedTags, requiredTags, type TopicTag } from '../topic-tags.ts';

/** A lesson of a course as the release looks at it. */
export type PlannedLesson = {
  title: string;
  tags: readonly string[];
  /** The work content that it teaches. */
  standardItem: string | null;
  /** Length of its newest published version, ms; null: none is published. */
  publishedMs: number | null;
  plannedMinutes: number | null;
};

const covered = (lessons: readonly Pick<PlannedLesson, 'tags'>[]) =>
  new Set(lessons.flatMap(({ tags }) => tags));

/** The subjects that every course must have and this one lacks (P093). */
export function findMissingTopics(lessons: readonly Pick<PlannedLesson, 'tags'>[]): TopicTag[] {
  const has = covered(lessons);
  return requiredTags.filter((tag) => !has.has(tag));
}

/** The subjects that are advised and not there (P094, P095, P097). */
export function findAdvisedTopics(lessons: readonly Pick<PlannedLesson, 'tags'>[]): TopicTag[] {
  const has = covered(lessons);
  return advisedTags.filter((tag) => !has.has(tag));
}

/** Titles of the lessons that learners could not get yet (P011). */
export function findUnpublished(lessons: readonly Pick<PlannedLesson, 'title' | 'publishedMs'>[]): string[] {
  return lessons.filter(({ publishedMs }) => publishedMs === null).map(({ title }) => title);
}

export type ReleaseRefusal =
  { code: 'topics_missing'; missing: TopicTag[] } | { code: 'lesson_unpublished'; missing: string[] };

/** Whether a course may be released to classes: null, or what is missing. */
export function refuseRelease(lessons: readonly PlannedLesson[]): ReleaseRefusal | null {
  const topics = findMissingTopics(lessons);
  if (topics.length > 0) return { code: 'topics_missing', missing: topics };
  const unpublished = findUnpublished(lessons);
  return unpublished.length > 0 ? { code: 'lesson_unpublished', missing: unpublished } : null;
}

/** One work content: its weight in the standard's theory examination beside the share of minutes that teach it. */
export type ItemWeighed = {
  name: string | null;
  weightPct: number | null;
  publishedMs: number;
  plannedMinutes: number;
  /** Of the planned minutes of all lessons, whole per cent. */
  sharePct: number;
};

/** Minutes for each work content of the standard (P077); what is tied to none stands last under no name. */
export function weighItems(
  lessons: readonly PlannedLesson[],
  items: readonly { name: string; theoryWeightPct: number | null }[],
): ItemWeighed[] {
  const known = new Set(items.map(({ name }) => name));
  const total = lessons.reduce((sum, { plannedMinutes }) => sum + (plannedMinutes ?? 0), 0);
  const weigh = (name: string | null, weightPct: number | null): ItemWeighed => {
    const taught = lessons.filter(({ standardItem }) =>
      name === null ? standardItem === null || !known.has(standardItem) : standardItem === name,
    );
    const plannedMinutes = taught.reduce((sum, one) => sum + (one.plannedMinutes ?? 0), 0);
    const publishedMs = taught.reduce((sum, one) => sum + (one.publishedMs ?? 0), 0);
    const sharePct = total === 0 ? 0 : Math.round((plannedMinutes / total) * 100);
    return { name, weightPct, publishedMs, plannedMinutes, sharePct };
  };
  const rest = weigh(null, null);
  const isEmpty = rest.plannedMinutes === 0 && rest.publishedMs === 0;
  return [
    ...items.map(({ name, theoryWeightPct }) => weigh(name, theoryWeightPct)),
    ...(isEmpty ? [] : [rest]),
  ];
}
