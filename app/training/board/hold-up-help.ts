import type { HoldUp } from './judge-progress.ts';

/** Where a clerk helps a learner who is held up; null: only she herself goes on. */
export function holdUpHelp(
  { holdUp, learnerId }: { holdUp: HoldUp | null; learnerId: string },
  classId: string,
): string | null {
  switch (holdUp) {
    case 'needs_person':
      return '/desk/reviews?kind=three_tries';
    case 'waits_witness':
      return '/desk/reviews?kind=enrolment';
    case 'declined':
    case 'no_consent':
    case 'no_face':
      return `/desk/people/${learnerId}`;
    case 'never_signed_in':
      return `/desk/classes/${classId}/sheet`;
    default:
      return null;
  }
}
