import { endOfChinaDay, startOfChinaDay } from '../class-day.ts';

/** What holds a learner up, the gravest first. Each is a sentence and a way to help. */
export const holdUps = [
  'needs_person',
  'declined',
  'waits_witness',
  'withheld',
  'never_signed_in',
  'no_consent',
  'no_face',
] as const;
export type HoldUp = (typeof holdUps)[number];

export const progressStates = ['stuck', 'behind', 'never', 'on_plan', 'finished', 'not_open'] as const;
export type ProgressState = (typeof progressStates)[number];

/** What the server knows of one learner of a class. Times are wall clock, ms. */
export type ProgressFacts = {
  creditedMs: number;
  withheldMs: number;
  lastStudiedMs: number | null;
  completedLessons: number;
  lessons: number;
  hasPassword: boolean;
  consent: 'given' | 'declined' | 'withdrawn' | null;
  face: 'active' | 'waiting' | null;
  needsPerson: boolean;
};

/** The class as its plan stands: how much is to be studied online, and from when to when. */
export type ProgressPlan = {
  isOpen: boolean;
  startsOn: string;
  endsOn: string;
  /** Length of the lessons of its course, ms. */
  courseMs: number;
  classHourMs: number;
};

/** Something withheld for so long is no longer on its way to be made up. */
const withheldForMs = 24 * 3_600_000;

/** How much of the course is due at `nowMs` when it is studied evenly over the days of the class; ms, never more than all. */
export function judgeDue({ startsOn, endsOn, courseMs }: ProgressPlan, nowMs: number): number {
  const [fromMs, toMs] = [startOfChinaDay(startsOn), endOfChinaDay(endsOn)];
  const share = (nowMs - fromMs) / (toMs - fromMs);
  return Math.floor(courseMs * Math.min(1, Math.max(0, share)));
}

/** What holds her up now; null: nothing that is known. */
function findHoldUp(facts: ProgressFacts, nowMs: number): HoldUp | null {
  const { consent, face, needsPerson, hasPassword, withheldMs, lastStudiedMs } = facts;
  if (needsPerson) return 'needs_person';
  if (consent === 'declined' || consent === 'withdrawn') return 'declined';
  if (face === 'waiting') return 'waits_witness';
  if (withheldMs > 0 && nowMs - (lastStudiedMs ?? 0) > withheldForMs) return 'withheld';
  if (lastStudiedMs !== null) return null;
  if (!hasPassword) return 'never_signed_in';
  if (consent === null) return 'no_consent';
  return face === null ? 'no_face' : null;
}

/**
 * Where a learner stands. Only what somebody at the desk can help with is `stuck`; who has not begun is `never`, with what
 * she has still to do. Less than a class hour behind an even pace is no matter.
 */
export function judgeProgress(
  facts: ProgressFacts,
  plan: ProgressPlan,
  nowMs: number,
): { state: ProgressState; holdUp: HoldUp | null; dueMs: number } {
  const dueMs = judgeDue(plan, nowMs);
  const said = (state: ProgressState, holdUp: HoldUp | null = null) => ({ state, holdUp, dueMs });
  if (facts.lessons > 0 && facts.completedLessons >= facts.lessons) return said('finished');
  if (!plan.isOpen) return said('not_open');
  const holdUp = findHoldUp(facts, nowMs);
  const isHelpable =
    holdUp !== null && ['needs_person', 'declined', 'waits_witness', 'withheld'].includes(holdUp);
  if (isHelpable) return said('stuck', holdUp);
  if (facts.lastStudiedMs === null) return said('never', holdUp);
  return said(facts.creditedMs + plan.classHourMs < dueMs ? 'behind' : 'on_plan');
}
