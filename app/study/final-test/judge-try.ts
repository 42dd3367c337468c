import type { RefusalCode } from '../../platform/refusal.ts';

/** What a learner has behind her, and what her class gives: times in ms of the server's wall clock. */
export type TryFacts = {
  triesMax: number;
  waitMs: number;
  /** Tries so far, the newest last; null: not ended. */
  tries: { endedMs: number; isPassed: boolean }[];
  /** When each further try was confirmed. */
  grantedMs: number[];
};

/** Whether another try is due: the refusal that says why not, or null. `untilMs`: when it will be. */
export function judgeTry(
  { triesMax, waitMs, tries, grantedMs }: TryFacts,
  nowMs: number,
): { code: RefusalCode; facts: Record<string, number> } | null {
  if (tries.some((one) => one.isPassed)) return { code: 'test_passed', facts: {} };
  if (tries.length >= triesMax + grantedMs.length)
    return { code: 'test_tries_used', facts: { tries: tries.length } };
  const last = tries.at(-1);
  if (!last || grantedMs.some((ms) => ms >= last.endedMs)) return null;
  const untilMs = last.endedMs + waitMs;
  return nowMs < untilMs ? { code: 'test_wait', facts: { untilMs } } : null;
}
