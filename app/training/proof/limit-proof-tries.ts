/** How many questions by number and last four are answered, and in how long (H09). */
export const proofTryLimits = {
  /** About one proof, from everywhere: ten of 11,000 endings a day. The printed code is never counted. */
  number: { tries: 10, windowMs: 86_400_000 },
  /** From one network address: an office looks up a whole class. */
  address: { tries: 60, windowMs: 600_000 },
} as const;

/** Times of the newest questions, newest first, ms. */
export type TriesAtMs = { number: number[]; address: number[] };

/** How long this question must wait, ms; 0: it is answered. */
export function limitProofTries({ number, address }: TriesAtMs, nowMs: number): number {
  const untilFree = (atMs: number[], { tries, windowMs }: { tries: number; windowMs: number }) => {
    const oldest = atMs[tries - 1];
    return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - nowMs);
  };
  return Math.max(untilFree(number, proofTryLimits.number), untilFree(address, proofTryLimits.address));
}
