/** Tries at work at once in this process: 4 × 19 MiB, and never more than 4 of the database's connections. */
const places = 4;
/** Tries that may wait; a class of 80 signing in together fits five times. */
const longestLine = 400;

let busy = 0;
const line: (() => void)[] = [];

/**
 * Runs `work` when one of the places is free, first come, first served; null when the line is full.
 * A flood of tries can neither fill the memory with argon2 nor take every connection (H09), and tries that are still
 * being judged stay few, so that a whole class at one address is never counted as an attack.
 */
export async function queueSignIn<T>(work: () => Promise<T>): Promise<T | null> {
  if (line.length >= longestLine) return null;
  if (busy < places) busy += 1;
  else await new Promise<void>((enter) => line.push(enter));
  try {
    return await work();
  } finally {
    const next = line.shift();
    if (next) next();
    else busy -= 1;
  }
}
