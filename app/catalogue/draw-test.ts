import { shuffle, type DrawInt } from '../platform/random.ts';
import { shareOut } from '../platform/share-out.ts';

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
/** A question as it is put: choice n is `[right, ...wrong][order[n]]`. */
export type PutQuestion<Q> = { question: Q; order: number[] };

/** The fewest questions that a course's bank holds. */
export const bankQuestionsMin = 60;

/** How much a work content weighs in a test, in thousandths. */
export type ItemWeight = { item: string | null; permille: number };

/**
 * The weights of the work contents of a bank, in the order in which it brings them: as the standard says; what it is
 * silent about shares what is left by how many questions each has. Without any weight each counts by its questions.
 */
export function weighItems(
  bank: readonly Pick<BankQuestion, 'standardItem'>[],
  written: readonly { name: string; theoryWeightPct: number | null }[],
): ItemWeight[] {
  const items = [...new Set(bank.map((one) => one.standardItem))];
  const count = (item: string | null) => bank.filter((one) => one.standardItem === item).length;
  const known = new Map(
    written.flatMap(({ name, theoryWeightPct: pct }) =>
      pct === null ? [] : [[name, Math.round(pct * 10)] as const],
    ),
  );
  const silent = items.filter((item) => item === null || !known.has(item));
  const silentCount = silent.reduce((sum, item) => sum + count(item), 0);
  const left = Math.max(0, 1000 - [...known.values()].reduce((sum, permille) => sum + permille, 0));
  return items.map((item) => {
    const permille = item === null ? undefined : known.get(item);
    if (permille !== undefined) return { item, permille };
    if (known.size === 0) return { item, permille: count(item) };
    return { item, permille: Math.floor((left * count(item)) / silentCount) };
  });
}

/**
 * Draws a test of `count` different questions by the weights of the work contents; the place of the right answer says
 * nothing. Fewer when the bank is smaller.
 */
export function drawTest<Q extends Pick<BankQuestion, 'standardItem' | 'wrong'>>(
  bank: readonly Q[],
  count: number,
  drawInt: DrawInt,
  weights: readonly ItemWeight[] = weighItems(bank, []),
): PutQuestion<Q>[] {
  const groups = weights.map(({ item }) =>
    shuffle(
      bank.filter((one) => one.standardItem === item),
      drawInt,
    ),
  );
  const taken = shareOut(
    weights.map(({ permille }) => permille),
    groups.map((group) => group.length),
    count,
  );
  const drawn = groups.flatMap((group, i) => group.slice(0, taken[i]));
  return shuffle(drawn, drawInt).map((question) => ({
    question,
    order: shuffle([...Array(1 + question.wrong.length).keys()], drawInt),
  }));
}
