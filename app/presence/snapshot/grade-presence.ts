import type { PresenceGrade, SnapshotVerdict } from '../face-state.ts';

/** A judged photograph, as far as grading looks at it. */
export type GradedPhotograph = { id: string; verdict: SnapshotVerdict; counts: boolean };

/** How many photographs back the window reaches. */
export const presenceWindow = 4;

/** From light to heavy: the heaviest of a window names it. */
const weight: readonly SnapshotVerdict[] = ['match', 'doubt', 'covered', 'nobody', 'two_people', 'other'];

/** Neither somebody helped nor a sure match. */
function isUnclear({ verdict, counts }: GradedPhotograph): boolean {
  return verdict === 'two_people' ? !counts : verdict !== 'match';
}

/**
 * Weighs the newest photographs of a class, newest last: a single unclear one is a notice and nothing more; two of
 * three a warning; three of four serious. A person looks at the last two; no grade takes credit by itself. Null: the
 * newest is clear.
 */
export function gradePresence(
  photographs: readonly GradedPhotograph[],
): { grade: PresenceGrade; verdict: SnapshotVerdict; demandIds: string[] } | null {
  const window = photographs.slice(-presenceWindow);
  const newest = window.at(-1);
  if (!newest || !isUnclear(newest)) return null;
  const unclear = window.filter(isUnclear);
  const ofThree = window.slice(-3).filter(isUnclear).length;
  const grade = unclear.length >= 3 ? 'serious' : ofThree >= 2 ? 'warning' : 'notice';
  const counted = grade === 'notice' ? [newest] : unclear;
  const heaviest = counted.map(({ verdict }) => weight.indexOf(verdict));
  return {
    grade,
    verdict: weight[Math.max(...heaviest)] ?? newest.verdict,
    demandIds: counted.map(({ id }) => id),
  };
}
