/** Persons with stored face data at which filing is due within 30 working days. */
export const filingDueAt = 100_000;

/** How near the stock is to the filing: first and second warning, then due. */
export type StockLevel = 'quiet' | 'warned' | 'urgent' | 'due';

const levels: { level: StockLevel; from: number }[] = [
  { level: 'quiet', from: 0 },
  { level: 'warned', from: 70_000 },
  { level: 'urgent', from: 90_000 },
  { level: 'due', from: filingDueAt },
];

/** The level of `persons`, and the number at which the next one begins; null at the last. */
export function judgeStock(persons: number): { level: StockLevel; nextAt: number | null } {
  const reached = levels.filter(({ from }) => persons >= from);
  const level = reached.at(-1)?.level ?? 'quiet';
  return { level, nextAt: levels[Math.max(1, reached.length)]?.from ?? null };
}
