/**
 * The day `months` calendar months after `day` (YYYY-MM-DD): the same day of the month, or the last one where the month
 * is shorter. 31 January and one month is the last day of February.
 */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The first day on which a new subsidised class may begin for whose last assessment ended on `endedOn` (P042). */
export function earliestStart(endedOn: string, coolingOffMonths: number): string {
  return addMonths(endedOn, coolingOffMonths);
}
