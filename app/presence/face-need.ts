import type { RefusalCode } from '../platform/refusal.ts';

/**
 * What a learner does before her lesson: read the notice, take her pictures, wait for the teacher, or go to the classroom
 * that she chose. A live check is no errand of its own: the lesson asks it.
 */
export type FaceNeed = 'consent' | 'classroom' | 'face' | 'waits' | 'person';

const needs: Partial<Record<RefusalCode, FaceNeed>> = {
  consent_missing: 'consent',
  too_young: 'classroom',
  face_not_enrolled: 'face',
  face_waits: 'waits',
  face_needs_person: 'person',
};

export function needOfRefusal(code: RefusalCode): FaceNeed | null {
  return needs[code] ?? null;
}

/** Refusals that no further try repairs: only the teacher does. */
export const personCodes: readonly RefusalCode[] = ['face_needs_person', 'face_waits', 'too_young'];
