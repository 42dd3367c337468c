/** Chance that is the same for the same seed (mulberry32). */
export type Chance = {
  seed: number;
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** One of them. */
  one<T>(list: readonly T[]): T;
};

/** Chance from `FAULT_SEED`, else from the clock; says which, so that a run can be repeated. */
export function openChance(name: string): Chance {
  const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000_000);
  console.log(`${name}: FAULT_SEED=${seed}`);
  return chanceOf(seed);
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const one = <T>(list: readonly T[]) => list[between(0, list.length - 1)] as T;
  return { seed, next, between, one };
}
