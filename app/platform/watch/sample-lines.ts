/** What became of a line: written with how many like it were left out since the last one, or left out. */
export type Sampled = { left: number } | null;

/** Kinds remembered: codes of a closed table and of our own errors; more than that are counted together. */
const kindsMax = 500;

/**
 * Lets one line of a kind through in `everyMs`: a flood of refusals must not become a flood of lines. `nowMs`: a clock
 * that never steps.
 */
export function openSampler(everyMs: number): (kind: string, nowMs: number) => Sampled {
  const kinds = new Map<string, { atMs: number; left: number }>();
  return (kind, nowMs) => {
    const name = kinds.has(kind) || kinds.size < kindsMax ? kind : 'others';
    const known = kinds.get(name);
    if (known && nowMs - known.atMs < everyMs) {
      known.left += 1;
      return null;
    }
    kinds.set(name, { atMs: nowMs, left: 0 });
    return { left: known?.left ?? 0 };
  };
}
