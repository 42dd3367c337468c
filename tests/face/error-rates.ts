/** Distances of pairs of one person and of pairs of two. */
export type Pairs = { genuine: number[]; impostor: number[] };

/** Share of the genuine pairs that are let through, when at most the share `far` of the impostors' may be. */
export function acceptAt(pairs: Pairs, far: number): { threshold: number; accepted: number; tar: number } {
  const impostor = [...pairs.impostor].sort((a, b) => a - b);
  const allowed = Math.floor(far * impostor.length);
  // As far as may be: just below the first impostor that must not pass.
  const threshold = impostor[allowed] ?? Number.POSITIVE_INFINITY;
  const accepted = pairs.genuine.filter((distance) => distance < threshold).length;
  return { threshold, accepted, tar: accepted / pairs.genuine.length };
}

/** Shares of wrong answers of both kinds at a fixed threshold. */
export function errorsAt(pairs: Pairs, threshold: number): { falseAccepts: number; falseRejects: number } {
  return {
    falseAccepts: pairs.impostor.filter((distance) => distance <= threshold).length,
    falseRejects: pairs.genuine.filter((distance) => distance > threshold).length,
  };
}

/** The share of errors where both kinds are equally frequent. */
export function equalErrorRate(pairs: Pairs): number {
  let best = { gap: Number.POSITIVE_INFINITY, rate: 1 };
  for (const threshold of [...pairs.genuine, ...pairs.impostor]) {
    const { falseAccepts, falseRejects } = errorsAt(pairs, threshold);
    const [far, frr] = [falseAccepts / pairs.impostor.length, falseRejects / pairs.genuine.length];
    if (Math.abs(far - frr) < best.gap) best = { gap: Math.abs(far - frr), rate: (far + frr) / 2 };
  }
  return best.rate;
}

/** Wilson's interval for `hits` of `tries`, 95 %. */
export function wilson(hits: number, tries: number): { low: number; high: number } {
  const z = 1.959964;
  const share = hits / tries;
  const centre = share + (z * z) / (2 * tries);
  const spread = z * Math.sqrt((share * (1 - share)) / tries + (z * z) / (4 * tries * tries));
  const whole = 1 + (z * z) / tries;
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) };
}
