/** From and to, seconds of the day in China; `to` is not part of it. */
export type Span = readonly [fromS: number, toS: number];
export const sessionKinds = ['theory', 'practice'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** A session as its hours are counted. */
export type TimedSession = {
  kind: SessionKind;
  hours: number;
  fromS: number;
  toS: number;
  isMakeUp: boolean;
};

/** Continuous recording that an hour of practice needs, seconds (P052). */
export const practiceRecordingS = 900;

/** The class hours of a session in turn: parts of equal length, to the second. */
export function hourWindows({ hours, fromS, toS }: Pick<TimedSession, 'hours' | 'fromS' | 'toS'>): Span[] {
  const edge = (hour: number) => fromS + ((toS - fromS) * hour - (((toS - fromS) * hour) % hours)) / hours;
  return Array.from({ length: hours }, (_, hour) => [edge(hour), edge(hour + 1)] as const);
}

/** The same time in spans that are in order and apart; empty ones go. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: [number, number][] = [];
  for (const [fromS, toS] of [...spans].filter(([from, to]) => from < to).sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && fromS <= last[1]) last[1] = Math.max(last[1], toS);
    else joined.push([fromS, toS]);
  }
  return joined;
}

/** What of `spans` lies inside. */
export function clipSpans(spans: readonly Span[], [fromS, toS]: Span): Span[] {
  return joinSpans(spans.map(([from, to]) => [Math.max(from, fromS), Math.min(to, toS)]));
}

/** Seconds of `spans` that lie inside. */
export function secondsWithin(spans: readonly Span[], window: Span): number {
  return clipSpans(spans, window).reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * In which class hours of a session a learner was there for a whole class hour of `classHourS` (P032): one answer an hour,
 * however long she stayed beside it.
 */
export function hoursPresent(session: TimedSession, spans: readonly Span[], classHourS: number): boolean[] {
  return hourWindows(session).map((window) => secondsWithin(spans, window) >= classHourS);
}

/**
 * Which class hours are recorded well enough: every second of a theory or make-up lesson (P051, P055), one piece of 900 s
 * without a break in each hour of practice (P052).
 */
export function hoursRecorded(session: TimedSession, recordings: readonly Span[]): boolean[] {
  const { kind, hours, fromS, toS, isMakeUp } = session;
  if (kind === 'theory' || isMakeUp) {
    const isWhole = secondsWithin(recordings, [fromS, toS]) === toS - fromS;
    return Array.from({ length: hours }, () => isWhole);
  }
  return hourWindows(session).map((window) =>
    recordings.some((piece) => secondsWithin([piece], window) >= practiceRecordingS),
  );
}
