import type { Lang } from './frame.tsx';

/** Whole hours, minutes and seconds of `ms`, rounded down: never more than was earned. */
function splitMs(ms: number): { h: number; m: number; s: number } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return { h: Math.floor(seconds / 3600), m: Math.floor(seconds / 60) % 60, s: seconds % 60 };
}

/** A length of time as it is spoken: 18 分 40 秒, 1 时 5 分, 40 秒. Seconds are left out from one hour on. */
export function sayDuration(ms: number, lang: Lang): string {
  const { h, m, s } = splitMs(ms);
  const unit = lang === 'zh' ? { h: '时', m: '分', s: '秒' } : { h: 'h', m: 'min', s: 's' };
  if (h > 0) return m > 0 ? `${h} ${unit.h} ${m} ${unit.m}` : `${h} ${unit.h}`;
  if (m > 0) return s > 0 ? `${m} ${unit.m} ${s} ${unit.s}` : `${m} ${unit.m}`;
  return `${s} ${unit.s}`;
}

/** A place in a video: 12:30, or 1:02:30 from one hour on. */
export function sayPlace(ms: number): string {
  const { h, m, s } = splitMs(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}
