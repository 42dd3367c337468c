import { totalHours, type ClassHours, type HourRules } from '../plan/judge-hours.ts';
import type { RuleProfileParameters } from '../rule-profile.ts';

/** A class hour of study online as the ledger knows it; null: nothing is missing. */
export type OnlineHour = { missing: 'study' | 'photograph' | 'face' | 'bureau' | 'refused' | null };

/** What of the in-person hours counts, and what does not and why. */
export type InPersonDelivered = {
  theoryHours: number;
  practiceHours: number;
  withheld: readonly {
    kind: 'theory' | 'practice';
    hours: number;
    reason: 'absent' | 'witness' | 'recording';
  }[];
};

/** Why hours of the plan are not recognised, in the order in which they are told. */
export const gapReasons = [
  ...(['photograph', 'face', 'bureau', 'refused', 'share', 'practice_share', 'study'] as const),
  ...(['theory_witness', 'theory_recording', 'theory_absent', 'theory_open'] as const),
  ...(['practice_witness', 'practice_recording', 'practice_absent', 'practice_open'] as const),
] as const;
export type GapReason = (typeof gapReasons)[number];

/** So many class hours are missing for this reason; `clause` where a rule withholds them. */
export type HourGap = { reason: GapReason; hours: number; clause: string | null };

export type RecognisedHours = ClassHours & {
  total: number;
  /** Online hours that the ledger holds in full, those beyond a share too: they wait, they are not lost. */
  onlineEarned: number;
  plan: ClassHours;
  /** All hours of the plan, in their shares. */
  isComplete: boolean;
  gaps: HourGap[];
};

export type RecogniseRules = HourRules & Pick<RuleProfileParameters, 'basis'>;

/** Most online hours beside what was delivered in person, by their own share (P001). */
function mostByShare(inPerson: number, { online_theory_max_pct: pct }: HourRules): number {
  if (pct >= 100) return Number.MAX_SAFE_INTEGER;
  const hundredths = pct * inPerson;
  return (hundredths - (hundredths % (100 - pct))) / (100 - pct);
}

/** Most online hours that the delivered practice carries beside the theory in person (P033, P034). */
function mostByPractice(theory: number, practice: number, { practical_min_pct: pct }: HourRules): number {
  if (pct === 0) return Number.MAX_SAFE_INTEGER;
  const hundredths = practice * 100;
  return Math.max(0, (hundredths - (hundredths % pct)) / pct - theory - practice);
}

/** Whether delivered hours keep both shares: the check of the plan, on what was really given (P001, P033, P034). */
export function keepsShares(hours: ClassHours, rules: HourRules): boolean {
  const total = totalHours(hours);
  return (
    hours.onlineTheory * 100 <= rules.online_theory_max_pct * total &&
    hours.practice * 100 >= rules.practical_min_pct * total
  );
}

/** Shares `open` hours out among what is known of them, each at most what is left; the rest has the last reason. */
function shareOut(
  open: number,
  known: readonly (readonly [GapReason, number])[],
  rest: GapReason,
): HourGap[] {
  let left = open;
  const gaps = known.map(([reason, hours]) => {
    const taken = Math.min(left, hours);
    left -= taken;
    return { reason, hours: taken, clause: null };
  });
  return [...gaps, { reason: rest, hours: left, clause: null }].filter(({ hours }) => hours > 0);
}

function inPersonGaps(kind: 'theory' | 'practice', open: number, { withheld }: InPersonDelivered): HourGap[] {
  const known = (['witness', 'recording', 'absent'] as const).map((reason) => {
    const own = withheld.filter((one) => one.kind === kind && one.reason === reason);
    return [`${kind}_${reason}`, own.reduce((sum, { hours }) => sum + hours, 0)] as const;
  });
  return shareOut(open, known, `${kind}_open`);
}

/**
 * The recognised hours of one learner: what the ledger and the attendance hold, within the plan that was approved, and
 * within its shares **on delivered hours**: online hours beyond them wait for hours in person (P001, P033, P034). Theory in
 * person stands in for theory online, never the other way round. Whole class hours; nobody types any of them (I7).
 */
export function judgeRecognisedHours(
  plan: ClassHours,
  rules: RecogniseRules,
  online: readonly OnlineHour[],
  inPerson: InPersonDelivered,
): RecognisedHours {
  const theory = plan.onlineTheory + plan.inPersonTheory;
  const practice = Math.min(inPerson.practiceHours, plan.practice);
  const inPersonTheory = Math.min(inPerson.theoryHours, theory);
  const onlineEarned = online.filter(({ missing }) => missing === null).length;
  const due = Math.min(plan.onlineTheory, theory - inPersonTheory);
  const wanted = Math.min(onlineEarned, due);
  const byShare = mostByShare(inPersonTheory + practice, rules);
  const byPractice = mostByPractice(inPersonTheory, practice, rules);
  const onlineTheory = Math.min(wanted, byShare, byPractice);
  const hours = { onlineTheory, inPersonTheory, practice };

  const count = (reason: OnlineHour['missing']) => online.filter(({ missing }) => missing === reason).length;
  const waiting = (['photograph', 'face', 'bureau', 'refused'] as const).map(
    (reason) => [reason, count(reason)] as const,
  );
  const parameter = byPractice < byShare ? 'practical_min_pct' : 'online_theory_max_pct';
  const gaps: HourGap[] = [
    ...(wanted > onlineTheory
      ? [
          {
            reason: byPractice < byShare ? ('practice_share' as const) : ('share' as const),
            hours: wanted - onlineTheory,
            clause: rules.basis[parameter] ?? null,
          },
        ]
      : []),
    ...shareOut(due - wanted, waiting, 'study'),
    ...inPersonGaps('theory', theory - inPersonTheory - due, inPerson),
    ...inPersonGaps('practice', plan.practice - practice, inPerson),
  ];
  const isWhole = totalHours(plan) > 0 && totalHours(hours) === totalHours(plan);
  return {
    ...hours,
    total: totalHours(hours),
    onlineEarned,
    plan,
    isComplete: isWhole && keepsShares(hours, rules),
    gaps: gaps.sort((a, b) => gapReasons.indexOf(a.reason) - gapReasons.indexOf(b.reason)),
  };
}
