import type { SessionKind } from './count-hours.ts';

/** A session as it is arranged: minutes of the day in China, whole class hours. */
export type SessionPlan = {
  day: string;
  fromMinute: number;
  toMinute: number;
  kind: SessionKind;
  hours: number;
  teacherId: string;
};

/** Whether two sessions share a minute. */
export function overlaps(
  a: Pick<SessionPlan, 'day' | 'fromMinute' | 'toMinute'>,
  b: Pick<SessionPlan, 'day' | 'fromMinute' | 'toMinute'>,
): boolean {
  return a.day === b.day && a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;
}

/** Minutes that `hours` class hours last at least (P032). */
export function minutesLeast(hours: number, classHourS: number): number {
  const seconds = hours * classHourS;
  return (seconds - (seconds % 60)) / 60 + (seconds % 60 === 0 ? 0 : 1);
}

/** A number of the day as people write it: 485 → 08:05. */
export function sayMinute(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two((minute - (minute % 60)) / 60)}:${two(minute % 60)}`;
}

/** Second of the day as HH:MM:SS. */
export function saySecond(second: number): string {
  return `${sayMinute((second - (second % 60)) / 60)}:${String(second % 60).padStart(2, '0')}`;
}
