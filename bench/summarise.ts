import type { Round } from './alternate.ts';
import { median, range, short } from './ratio.ts';

/** What a bench prints, in one line. `ratio`, `median` and `range` are of the rounds' ratios. */
export type Figure = {
  name: string;
  ratio: number;
  median: number;
  range: [number, number];
  unit: string;
  method: string;
  /** Medians of what was measured, each with its unit in its name. */
  absolute: Record<string, number>;
  rounds: Round[];
  checked: Record<string, unknown>;
  machine: Record<string, string | number>;
};

/** The figures over all rounds; each round holds its `ratio`. */
export function summarise(
  name: string,
  rounds: (Round & { ratio: number })[],
): Pick<Figure, 'name' | 'ratio' | 'median' | 'range' | 'rounds'> {
  const ratios = rounds.map((round) => round.ratio);
  const middle = short(median(ratios));
  const [low, high] = range(ratios);
  const shortened = rounds.map(
    (round) => Object.fromEntries(Object.entries(round).map(([key, value]) => [key, short(value)])) as Round,
  );
  return { name, ratio: middle, median: middle, range: [short(low), short(high)], rounds: shortened };
}

/** The median over the rounds of one thing that was measured. */
export function medianOf(rounds: Round[], key: string): number {
  return short(median(rounds.map((round) => round[key] ?? Number.NaN)));
}
