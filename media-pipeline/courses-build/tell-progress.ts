/** Where one lesson stands: minutes it is planned for, and how far it is, 0–100. */
export type BuildPart = {
  name: string;
  minutes: number;
  pct: number;
  state: 'waiting' | 'making' | 'done' | 'failed';
};

const barWidth = 24;

/** How much of all is made, 0–1, by minutes. */
export function shareMade(parts: readonly BuildPart[]): number {
  const all = parts.reduce((sum, { minutes }) => sum + minutes, 0);
  const made = ({ minutes, pct, state }: BuildPart) => (isOver(state) ? minutes : (minutes * pct) / 100);
  return all === 0 ? 1 : parts.reduce((sum, part) => sum + made(part), 0) / all;
}

/**
 * One line: a bar, lessons, the time that is left at the pace until now, what is being made. `elapsedMs` since this run
 * began, when `shareBefore` of all was made already.
 */
export function tellProgress(parts: readonly BuildPart[], elapsedMs: number, shareBefore: number): string {
  const share = shareMade(parts);
  const full = Math.floor(share * barWidth);
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
  const over = parts.filter(({ state }) => isOver(state)).length;
  const making = parts.filter(({ state }) => state === 'making').map(({ name, pct }) => `${name} ${pct} %`);
  const gained = share - shareBefore;
  const left = gained > 0.005 && share < 1 ? `, ${sayTime((elapsedMs * (1 - share)) / gained)} left` : '';
  const now = making.length > 0 ? ` · ${making.join(', ')}` : '';
  return `${bar} ${Math.floor(share * 100)} % · ${over} of ${parts.length} lessons${left}${now}`;
}

const isOver = (state: BuildPart['state']) => state === 'done' || state === 'failed';

/** Minutes and seconds, or hours and minutes. */
export function sayTime(ms: number): string {
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}
