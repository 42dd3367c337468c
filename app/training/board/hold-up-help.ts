import type { BoardRow } from './arrange-board.ts';
import type { HoldUp } from './judge-progress.ts';

/** The way to help: a page, or the institution that holds her account. */
export type Help = { to: string } | { call: string; institution: string };

/** Where a clerk helps a learner who is held up; null: only she herself goes on. */
export function holdUpHelp(
  { holdUp, learnerId, elsewhere }: Pick<BoardRow, 'holdUp' | 'learnerId' | 'elsewhere'>,
  classId: string,
): Help | null {
  const page = holdUp && findPage(holdUp, learnerId, classId);
  if (page === null) return null;
  // Her face and her first code are with the institution that made her account, and with nobody else (H10).
  return elsewhere ? { call: elsewhere.phone, institution: elsewhere.institution } : { to: page };
}

function findPage(holdUp: HoldUp, learnerId: string, classId: string): string | null {
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
