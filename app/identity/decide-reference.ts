import { judgeDistance } from '../presence/engine/compare-faces.ts';

/** What is known when a learner's three poses have passed the live challenge. `distance`: to the ID photograph. */
export type EnrolmentFacts = {
  hasActive: boolean;
  /** A reference of hers waits for a person already. */
  hasWaiting: boolean;
  changeAllowed: boolean;
  distance: number | null;
};

/**
 * Where a new face goes (D08): the first is active when it is the person of the ID photograph, else it waits for a
 * witness; a change always waits for a second person. Null: nothing is asked of her and nothing is stored.
 */
export function decideReference(
  facts: EnrolmentFacts,
): 'active' | 'waiting_witness' | 'waiting_second' | null {
  const { hasActive, hasWaiting, changeAllowed, distance } = facts;
  if (hasWaiting) return null;
  if (hasActive) return changeAllowed ? 'waiting_second' : null;
  return distance !== null && judgeDistance(distance) === 'match' ? 'active' : 'waiting_witness';
}
