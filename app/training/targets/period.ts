/** Reports of P110: 月调度, 季通报, 半年督导, 全年总结. */
export const periodKinds = ['month', 'quarter', 'half', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** A period of the calendar by its kind, year and number (from 1), with its first and last day (YYYY-MM-DD). */
export type Period = { kind: PeriodKind; year: number; number: number; fromDay: string; toDay: string };

const months: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** How many periods of a kind a year has. */
export function periodsOf(kind: PeriodKind): number {
  return 12 / months[kind];
}

/** The period; null where there is none of this number. */
export function findPeriod(kind: PeriodKind, year: number, number: number): Period | null {
  if (!Number.isInteger(number) || number < 1 || number > periodsOf(kind)) return null;
  const last = number * months[kind];
  const first = last - months[kind] + 1;
  const two = (n: number) => String(n).padStart(2, '0');
  const days = new Date(Date.UTC(year, last, 0)).getUTCDate();
  return {
    ...{ kind, year, number },
    fromDay: `${year}-${two(first)}-01`,
    toDay: `${year}-${two(last)}-${two(days)}`,
  };
}

/** The period of a kind that holds a day. */
export function periodOn(kind: PeriodKind, day: string): Period {
  const number = Math.ceil(Number(day.slice(5, 7)) / months[kind]);
  const found = findPeriod(kind, Number(day.slice(0, 4)), number);
  if (!found) throw new Error(`no period holds ${day}`);
  return found;
}

/** The months of a period, YYYY-MM. */
export function monthsOf({ fromDay, toDay, year }: Period): string[] {
  const [first, last] = [Number(fromDay.slice(5, 7)), Number(toDay.slice(5, 7))];
  return Array.from({ length: last - first + 1 }, (_, n) => `${year}-${String(first + n).padStart(2, '0')}`);
}

/** As an address spells it: month-2026-3. */
export function spellPeriod({ kind, year, number }: Pick<Period, 'kind' | 'year' | 'number'>): string {
  return `${kind}-${year}-${number}`;
}

/** What an address spells; null: nothing that is a period. */
export function readPeriod(text: string): Period | null {
  const read = /^(month|quarter|half|year)-(20\d\d|2100)-(\d{1,2})$/.exec(text);
  if (!read) return null;
  return findPeriod(read[1] as PeriodKind, Number(read[2]), Number(read[3]));
}

/** The period that a page asks for by kind, year and number; else that of this kind that holds today, of a month without a kind. */
export function choosePeriod(asked: { get(name: string): string | null }, today: string): Period {
  const kind = periodKinds.find((one) => one === asked.get('kind')) ?? 'month';
  const year = asked.get('year') ?? '';
  const number = kind === 'year' ? '1' : (asked.get('number') ?? '');
  const found = readPeriod(`${kind}-${year}-${number}`);
  if (found) return found;
  // A number that this kind does not have: the last one of that year.
  return readPeriod(`${kind}-${year}-${periodsOf(kind)}`) ?? periodOn(kind, today);
}
