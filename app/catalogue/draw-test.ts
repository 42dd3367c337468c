import { shuffle, type DrawInt } from '../platform/random.ts';

/** A question of a course's bank: from which lesson it is and which work content of the standard it belongs to (P076, P077). */
export type BankQuestion = {
  lessonId: string;
  lessonTitle: string;
  number: number;
  standardItem: string | null;
  ask: string;
  right: string;
  wrong: string[];
  why: string;
};
/** A question as it is put: its answers in a random order, and which of them is right. */
export type PutQuestion = { question: BankQuestion; choices: string[]; rightIndex: number };

/** The fewest questions that a course's bank holds. */
export const bankQuestionsMin = 60;

/**
 * Draws a test of `count` different questions, taken from the work contents in proportion to how many questions each
 * has; the place of the right answer says nothing. Fewer when the bank is smaller.
 */
export function drawTest(bank: readonly BankQuestion[], count: number, drawInt: DrawInt): PutQuestion[] {
  const wanted = Math.min(count, bank.length);
  const items = [...new Set(bank.map((one) => one.standardItem))];
  const groups = items.map((item) =>
    shuffle(
      bank.filter((one) => one.standardItem === item),
      drawInt,
    ),
  );
  // Whole shares first, then one more for those with the largest remainder.
  const shares = groups.map((group) => (wanted * group.length) / bank.length);
  const taken = shares.map(Math.floor);
  const open = wanted - taken.reduce((sum, n) => sum + n, 0);
  const byRest = shares
    .map((share, i) => ({ i, rest: share - (taken[i] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRest.slice(0, open)) taken[i] = (taken[i] ?? 0) + 1;
  const drawn = groups.flatMap((group, i) => group.slice(0, taken[i]));
  return shuffle(drawn, drawInt).map((question) => {
    const choices = shuffle([question.right, ...question.wrong], drawInt);
    return { question, choices, rightIndex: choices.indexOf(question.right) };
  });
}
