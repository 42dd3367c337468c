const dayMs = 86_400_000;

/**
 * The last day of a publicity that begins on `fromDay` (YYYY-MM-DD). The clause says 天: calendar days; the day of
 * publication itself is not counted, so that `days` whole days pass (P080).
 */
export function lastPublicityDay(fromDay: string, days: number): string {
  return new Date(Date.parse(`${fromDay}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Whether the last day is over on `today`; only then does a list move on (P080). */
export function isPublicityOver(untilDay: string, today: string): boolean {
  return today > untilDay;
}

/** The month of a day, and the one before it, as YYYY-MM. */
export function monthsToDraw(today: string): [string, string] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const before = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
  return [today.slice(0, 7), before];
}

/** The last day of a month YYYY-MM. */
export function lastDayOfMonth(month: string): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))
    .toISOString()
    .slice(0, 10);
}
