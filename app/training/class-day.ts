/** Classes run on the calendar of China (UTC+8, no summer time), wherever the server stands. */
const chinaOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** The calendar day in China at `wallMs`, as YYYY-MM-DD. */
export function chinaDay(wallMs: number): string {
  return new Date(wallMs + chinaOffsetMs).toISOString().slice(0, 10);
}

/** The time of day in China at `wallMs`, as HH:MM. */
export function chinaTime(wallMs: number): string {
  return new Date(wallMs + chinaOffsetMs).toISOString().slice(11, 16);
}

/** First millisecond of a calendar day in China. */
export function startOfChinaDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - chinaOffsetMs;
}

/** Last millisecond of a calendar day in China. */
export function endOfChinaDay(day: string): number {
  return startOfChinaDay(day) + dayMs - 1;
}

/** Whether study counts now: the class is approved and today is one of its days (P019). */
export function isClassOpen(
  trainingClass: { approved: boolean; startsOn: string; endsOn: string },
  wallMs: number,
): boolean {
  const { approved, startsOn, endsOn } = trainingClass;
  return approved && wallMs >= startOfChinaDay(startsOn) && wallMs <= endOfChinaDay(endsOn);
}
