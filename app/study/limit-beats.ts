/** A flood is cut off here, far above any honest window: one beat in five seconds, a few at once after a bad line (A08). */
const burstMax = 40;
const perSecond = 10;
/** Learners remembered before those who have rested are forgotten. */
const rememberedMax = 10_000;

type Bucket = { left: number; atMs: number };

/**
 * Counts beats of one process by learner; answers whether one more may pass now. `nowMs`: a clock that never steps.
 * Only work is limited here; credit needs no limit, because it is bounded by the server's time.
 */
export function openBeatLimit(): (learnerId: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>();
  let sweepAt = rememberedMax;
  const fill = ({ left, atMs }: Bucket, nowMs: number) =>
    Math.min(burstMax, left + (Math.max(0, nowMs - atMs) * perSecond) / 1000);

  return (learnerId, nowMs) => {
    if (buckets.size >= sweepAt) {
      for (const [id, bucket] of buckets) if (fill(bucket, nowMs) === burstMax) buckets.delete(id);
      // However many stay, a sweep is shared by as many beats.
      sweepAt = Math.max(rememberedMax, 2 * buckets.size);
    }
    const left = fill(buckets.get(learnerId) ?? { left: burstMax, atMs: nowMs }, nowMs);
    const passes = left >= 1;
    buckets.set(learnerId, { left: passes ? left - 1 : left, atMs: nowMs });
    return passes;
  };
}
