/** A question as its author writes it. `right` and `wrong` are words, or names of drawings. */
export type AskedQuestion = {
  kind: 'text' | 'picture';
  ask: string;
  right: string;
  wrong: string[];
  /** May be asked once this was watched, ms. */
  fromMs: number;
};

/** A drawing that controls show; it is never shown beside what it is taken for. */
export type KnownPicture = { drawing: string; alike: string[] };

/** What can be read on a phone, in characters; how many other choices; how many questions a version has. */
export const questionLimits = { ask: 24, choice: 10, questions: 200 } as const;
const others = { text: { min: 2, max: 3 }, picture: { min: 3, max: 3 } } as const;

/** The field of a question that is not in order, or null. Asked before anything is spoken. */
export function refuseQuestion(
  question: AskedQuestion,
  pictures: readonly KnownPicture[],
  durationMs: number | null,
): 'ask' | 'right' | 'wrong' | 'fromMs' | null {
  const { kind, ask, right, wrong, fromMs } = question;
  const length = (text: string) => Array.from(text).length;
  if (ask.trim() === '' || length(ask) > questionLimits.ask) return 'ask';
  if (!Number.isInteger(fromMs) || fromMs < 0 || fromMs > (durationMs ?? 4 * 3_600_000)) return 'fromMs';
  if (wrong.length < others[kind].min || wrong.length > others[kind].max) return 'wrong';
  if (new Set([right, ...wrong]).size !== wrong.length + 1) return 'wrong';
  const fits = (choice: string) => choice.trim() !== '' && length(choice) <= questionLimits.choice;
  if (kind === 'text') return !fits(right) ? 'right' : wrong.every(fits) ? null : 'wrong';
  const shown = [right, ...wrong].map((name) => pictures.find(({ drawing }) => drawing === name));
  if (!shown[0]) return 'right';
  // Which one is meant has to be plain: none of the four looks like another (C03).
  const isAlike = shown.some((one) => shown.some((other) => other && one?.alike.includes(other.drawing)));
  return shown.every(Boolean) && !isAlike ? null : 'wrong';
}
