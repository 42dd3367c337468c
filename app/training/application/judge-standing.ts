import { addMonths } from '../roster/cooling-off.ts';

export const standings = ['normal', 'rectifying', 'barred'] as const;
export type Standing = (typeof standings)[number];

/** A standing as a bureau set it. Days are YYYY-MM-DD; `untilDay` is its last day, null: until another is set. */
export type StandingSet = { standing: Standing; fromDay: string; untilDay: string | null };

/**
 * How an institution stands on `day`: the last word that had begun by then, unless it has run out (P044, P060).
 * `words` in the order in which they were set.
 */
export function standingOn<Set extends StandingSet>(words: readonly Set[], day: string): Set | null {
  const last = words.findLast(({ fromDay }) => fromDay <= day);
  return last && (last.untilDay === null || last.untilDay >= day) ? last : null;
}

/** Calendar months that a rectification lasts at least (P057). */
const rectificationMonths = 1;

/** The first day on which a rectification that begins on `fromDay` may end. */
export function rectificationLeast(fromDay: string): string {
  return addMonths(fromDay, rectificationMonths);
}

/**
 * What is wrong with a standing that a bureau would set, by field: a rectification ends, and not before its least; nothing
 * ends before it begins. Null: nothing.
 */
export function judgeStanding({ standing, fromDay, untilDay }: StandingSet): 'untilDay' | null {
  if (standing === 'rectifying')
    return untilDay !== null && untilDay >= rectificationLeast(fromDay) ? null : 'untilDay';
  if (standing === 'normal') return untilDay === null ? null : 'untilDay';
  return untilDay === null || untilDay >= fromDay ? null : 'untilDay';
}
