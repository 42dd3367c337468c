import { chinaDay, chinaTime, startOfChinaDay } from '../../training/class-day.ts';

const hourMs = 3_600_000;
/** Nobody's telephone rings before and after these hours in China. */
const fromTime = '08:00';
const toTime = '21:00';

/** When a text message may go out that is ready at `wallMs`: then, or at eight in the morning that comes next. */
export function nextSmsMs(wallMs: number): number {
  const time = chinaTime(wallMs);
  if (time >= fromTime && time < toTime) return wallMs;
  const today = startOfChinaDay(chinaDay(wallMs)) + 8 * hourMs;
  return time < fromTime ? today : today + 24 * hourMs;
}

/** Eight in the morning of the next day in China. */
export function nextSmsDayMs(wallMs: number): number {
  return startOfChinaDay(chinaDay(wallMs)) + 32 * hourMs;
}

/** How long a message waits after this many tries: a minute, then four times as long each time, an hour at most. */
export function smsDelayMs(tries: number): number {
  return Math.min(hourMs, 60_000 * 4 ** Math.max(0, tries - 1));
}
