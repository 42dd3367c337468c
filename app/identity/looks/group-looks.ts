import type { LookShown } from './read-looks.server.ts';

/** Looks of one kind by one person for one reason on one day, one after the other; `times` of them, the newest told. */
export type LookGroup = LookShown & { times: number };

/** Says what repeats once, so that a learner can read it. Takes them newest first. */
export function groupLooks(looks: readonly LookShown[]): LookGroup[] {
  const groups: LookGroup[] = [];
  const sameness = ({ viewer, role, from, kind, pictureKind, count, reason, day }: LookShown) =>
    JSON.stringify([viewer, role, from, kind, pictureKind, count, reason, day]);
  for (const look of looks) {
    const last = groups.at(-1);
    if (last && sameness(last) === sameness(look)) last.times += 1;
    else groups.push({ ...look, times: 1 });
  }
  return groups;
}
