/** Pearson's chi-square of `values` against the uniform distribution over [min, max], in `bins` equal bins. */
export function chiSquareUniform(values: number[], min: number, max: number, bins: number): number {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor(((value - min) / (max - min + 1)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const expected = values.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The chi-square that a fair source passes once in `1 / p` runs (Wilson and Hilferty). `z`: normal quantile of 1 - p. */
export function chiSquareLimit(freedom: number, z: number): number {
  const a = 2 / (9 * freedom);
  return freedom * (1 - a + z * Math.sqrt(a)) ** 3;
}

/** Fewest and most successes of `n` tries with chance `p` that lie within `z` standard deviations. */
export function binomialBand(n: number, p: number, z: number): { min: number; max: number } {
  const spread = z * Math.sqrt(n * p * (1 - p));
  return { min: Math.floor(n * p - spread), max: Math.ceil(n * p + spread) };
}
