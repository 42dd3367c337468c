/** The most that can be done in a CPU-second when every unit needs one of `a` and one of `b`, which are units a CPU-second. */
export function compositeLimit(a: number, b: number): number {
  return 1 / (1 / a + 1 / b);
}

/** The middle value, or the mean of the two in the middle. Throws without values. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** Smallest and largest. */
export function range(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Four significant digits: more would be noise. */
export function short(value: number): number {
  return Number(value.toPrecision(4));
}

/** The value that so great a share of all stays below. Throws without values. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('There is no quantile of nothing.');
  return value;
}
