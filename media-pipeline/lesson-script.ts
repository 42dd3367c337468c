/** What is heard on a slide, in order. */
export type Speech = { kind: 'say'; text: string } | { kind: 'pause'; seconds: number };

/** A one-tap question about what the slide said. */
export type Question = { ask: string; right: string; wrong: string[] };

/** One slide: at most one drawing, a few short points, its narration and its questions. */
export type Slide = {
  heading: string;
  drawing: string | null;
  points: string[];
  speech: Speech[];
  questions: Question[];
};

/** A lesson as its author wrote it in media-pipeline/courses/<occupation>/<slug>.md. */
export type LessonScript = {
  title: string;
  module: string;
  occupation: string;
  /** Who has to look at it still, shown on every slide. */
  review: string;
  sources: string[];
  slides: Slide[];
};
