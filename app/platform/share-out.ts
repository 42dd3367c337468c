/**
 * Shares `wanted` out by whole weights, never more than each one's cap: whole shares first, then one more for the largest
 * remainders, the first of equals. What is without weight gets something only when everything else is used up. All
 * arguments are whole numbers; less than `wanted` is given when the caps hold less.
 */
export function shareOut(weights: readonly number[], caps: readonly number[], wanted: number): number[] {
  const taken = caps.map(() => 0);
  let open = caps.map((_, i) => i).filter((i) => (caps[i] ?? 0) > 0);
  let rest = wanted;
  while (rest > 0 && open.length > 0) {
    const isWeighed = open.some((i) => (weights[i] ?? 0) > 0);
    const weigh = (i: number) => (isWeighed ? weights : caps)[i] ?? 0;
    const sum = open.reduce((total, i) => total + weigh(i), 0);
    const full = open.filter((i) => rest * weigh(i) > (caps[i] ?? 0) * sum);
    if (full.length === 0) {
      // Who has no weight waits until the others are used up.
      const able = open.filter((i) => weigh(i) > 0);
      for (const i of able) taken[i] = Math.floor((rest * weigh(i)) / sum);
      const left = rest - able.reduce((total, i) => total + (taken[i] ?? 0), 0);
      const byRest = able
        .map((i) => ({ i, over: (rest * weigh(i)) % sum }))
        .sort((a, b) => b.over - a.over || a.i - b.i);
      for (const { i } of byRest.slice(0, left)) taken[i] = (taken[i] ?? 0) + 1;
      return taken;
    }
    for (const i of full) {
      taken[i] = caps[i] ?? 0;
      rest -= caps[i] ?? 0;
    }
    open = open.filter((i) => !full.includes(i));
  }
  return taken;
}
