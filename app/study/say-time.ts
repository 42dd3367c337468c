import type { Lang } from '../ui/frame.tsx';

/**
 * A length of study time in words: 1,120,000 → 18 分 40 秒 (18 min 40 s).
 * Whole seconds, rounded down, so that no more is said than is earned.
 */
export function sayLength(ms: number, lang: Lang): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  const units = lang === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's'];
  const parts: string[] = [];
  if (hours > 0) parts.push(`${hours} ${units[0]}`);
  if (minutes > 0) parts.push(`${minutes} ${units[1]}`);
  if (seconds > 0 || parts.length === 0) parts.push(`${seconds} ${units[2]}`);
  return parts.join(' ');
}

/** A missing length as a person says it, rounded up: 3 分钟, 40 秒. Never used for what is earned. */
export function sayAbout(ms: number, lang: Lang): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return lang === 'zh' ? `${seconds} 秒` : `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return lang === 'zh' ? `${minutes} 分钟` : `${minutes} min`;
}

/** A place in the lesson as a clock: 750,000 → 12:30. */
export function sayPlace(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const minutes = String(Math.floor(total / 60)).padStart(2, '0');
  return `${minutes}:${String(total % 60).padStart(2, '0')}`;
}
