import type { TopicTag } from '../app/catalogue/topic-tags.ts';

/** What is heard on a slide, in order. */
export type Speech = { kind: 'say'; text: string } | { kind: 'pause'; seconds: number };

/** A one-tap question about what the slide said. */
export type Question = { ask: string; right: string; wrong: string[] };

/** A question of the check at the end of a lesson; `why` is shown with the answer. */
export type CheckQuestion = Question & { why: string };

/** One slide: at most one drawing, a few short points, its narration and its questions. */
export type Slide = {
  heading: string;
  drawing: string | null;
  /** When it is shown at the earliest, ms after the start; of a recorded voice, exactly then. Null: when it is its turn. */
  atMs: number | null;
  points: string[];
  speech: Speech[];
  questions: Question[];
};

/** The national standard that a lesson follows, and which of its work contents (P077). */
export type Standard = { name: string; year: number; code: string; item: string };

/** A lesson as its author wrote it in media-pipeline/courses/<occupation>/<slug>.md. */
export type LessonScript = {
  title: string;
  module: string;
  occupation: string;
  standard: Standard | null;
  tags: TopicTag[];
  /** A lesson of the common module: used by every course, its minutes counted once (P017). */
  shared: boolean;
  /** Who has to look at it still, shown on every slide. */
  review: string;
  sources: string[];
  /** Keys of courses/facts.json whose numbers the lesson states. */
  facts: string[];
  slides: Slide[];
  /** The check at the end of the lesson. */
  check: CheckQuestion[];
};
