/** What is known of a learner's external assessment. Days are YYYY-MM-DD. */
export type Result = { endedOn: string; isPassed: boolean; certificateNumber: string | null };

/** A line that was typed, beside what is known. */
export type TypedResult = { enrolmentId: string; typed: Result | null; known: Result | null };

export type ResultFault = 'day_missing' | 'day_early' | 'day_future' | 'certificate_unpassed' | 'taken_away';

/** What keeps a line from being entered; null: nothing. `startsOn` is the first day of the class, `today` in China. */
export function judgeResult(
  { typed, known }: Pick<TypedResult, 'typed' | 'known'>,
  { startsOn, today }: { startsOn: string; today: string },
): ResultFault | null {
  if (typed === null) return known === null ? null : 'taken_away';
  const { endedOn, isPassed, certificateNumber } = typed;
  if (endedOn === '') return 'day_missing';
  if (endedOn < startsOn) return 'day_early';
  if (endedOn > today) return 'day_future';
  return certificateNumber !== null && !isPassed ? 'certificate_unpassed' : null;
}

/** Whether a line enters something, corrects an entry, or changes nothing. */
export function compareResult({
  typed,
  known,
}: Pick<TypedResult, 'typed' | 'known'>): 'same' | 'new' | 'corrected' {
  if (typed === null) return 'same';
  if (known === null) return 'new';
  const isSame =
    typed.endedOn === known.endedOn &&
    typed.isPassed === known.isPassed &&
    typed.certificateNumber === known.certificateNumber;
  // A certificate comes later than its assessment: that corrects nothing.
  const isCertified =
    typed.endedOn === known.endedOn && typed.isPassed === known.isPassed && known.certificateNumber === null;
  return isSame ? 'same' : isCertified ? 'new' : 'corrected';
}
