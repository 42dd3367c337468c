/** Whole minutes of a length, rounded down: no more is said than there is. */
export const wholeMinutes = (ms: number): number => Math.floor(ms / 60_000);
