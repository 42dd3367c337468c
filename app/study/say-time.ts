/** A language the words are written in. */
export type Tongue = 'zh' | 'en';

/**
 * A length of study time in words: 1,120,000 → 18 分 40 秒 (18 min 40 s).
 * Whole seconds, rounded down, so that no more is said than is earned.
 */
export function sayLength(ms: number, tongue: Tongue): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  const units = tongue === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's'];
  const parts: string[] = [];
  if (hours > 0) parts.push(`${hours} ${units[0]}`);
  if (minutes > 0) parts.push(`${minutes} ${units[1]}`);
  if (seconds > 0 || parts.length === 0) parts.push(`${seconds} ${units[2]}`);
  return parts.join(' ');
}

/** A length rounded up to what a person would say: 3 分钟, 40 秒. Used for what is missing, never for what is earned. */
export function sayAbout(ms: number, tongue: Tongue): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return tongue === 'zh' ? `${seconds} 秒` : `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return tongue === 'zh' ? `${minutes} 分钟` : `${minutes} min`;
}

/** A place in the lesson as a clock: 750,000 → 12:30. */
export function sayPlace(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const minutes = String(Math.floor(total / 60)).padStart(2, '0');
  return `${minutes}:${String(total % 60).padStart(2, '0')}`;
}
