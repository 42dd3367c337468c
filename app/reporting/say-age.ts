import type { Words } from '../platform/words.ts';

const hourMs = 3_600_000;

/** How long something waits, in the largest unit that fits: 3 天, 5 小时, 12 分钟. */
export function sayAge(fromMs: number, nowMs: number): Words {
  const ms = Math.max(0, nowMs - fromMs);
  const days = Math.floor(ms / (24 * hourMs));
  if (days > 0) return { zh: `${days} 天`, en: `${days} d` };
  const hours = Math.floor(ms / hourMs);
  if (hours > 0) return { zh: `${hours} 小时`, en: `${hours} h` };
  const minutes = Math.floor(ms / 60_000);
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}
