/** Draws an integer in [0, below): an argument of every pure rule that needs chance. */
export type DrawInt = (below: number) => number;

/** Draws one of `items`; there must be one. */
export function drawOne<T>(items: readonly T[], drawInt: DrawInt): T {
  return items[drawInt(items.length)] as T;
}

/** The items in a random order (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], drawInt: DrawInt): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = drawInt(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
