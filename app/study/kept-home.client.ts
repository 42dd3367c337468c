const key = 'kept-home';

/** What was last shown at home: total credited, ms, and when, on this phone. */
export type KeptHome = { creditedTotalMs: number; atMs: number };

/** Keeps the total for a time when the page cannot be opened. A browser that keeps nothing is no error. */
export function keepHome(creditedTotalMs: number): void {
  try {
    localStorage.setItem(key, JSON.stringify({ creditedTotalMs, atMs: Date.now() } satisfies KeptHome));
  } catch {
    return;
  }
}

/** The total that was kept, or null. */
export function readKeptHome(): KeptHome | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<KeptHome> | null;
    return typeof kept?.creditedTotalMs === 'number' && typeof kept.atMs === 'number'
      ? { creditedTotalMs: kept.creditedTotalMs, atMs: kept.atMs }
      : null;
  } catch {
    return null;
  }
}

/** Forgets it: another person may sign in on this phone. */
export function forgetHome(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}
