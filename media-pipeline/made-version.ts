import type { ProbedVideo, Rendition, VersionFlag } from '../db/schema/version.ts';
import type { CheckQuestion, Question } from './lesson-script.ts';

/** A question with its place and the id that its spoken prompt is stored under. */
export type PlacedQuestion = { id: string; fromMs: number; question: Question };

/** What a pipeline made of a source; everything lies in the store below `media/<videoVersionId>/`. */
export type MadeVersion = {
  renditions: Rendition[];
  /** Paths of subtitles, poster, storyboard and the like; renditions' segments and questions' prompts are known from elsewhere. */
  companions: string[];
  /** File of a poster for when the author gave no cover. */
  poster: string | null;
  /** Questions that come with the source; null: those that the author entered stay. */
  questions: PlacedQuestion[] | null;
  /** The check at the end of the lesson; null: it has none of its own. */
  check: CheckQuestion[] | null;
  /** Hash (hex) of everything a script was made from: it, its drawings, the voice, the ladder. Null: of an uploaded video. */
  recipeSha256: string | null;
  flags: VersionFlag[];
  /** What ffprobe found in an uploaded video. */
  probe: ProbedVideo | null;
};
