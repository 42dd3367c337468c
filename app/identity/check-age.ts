import { chinaDay } from '../training/class-day.ts';

/** Below this age no face is taken, whoever agrees (personal data of children). */
const yearsMin = 14;

/**
 * Whether the person with this GB 11643 number is under 14 on the China day of `wallMs`. A year of life is full on the
 * day after the birthday.
 */
export function isTooYoung(idNumber: string, wallMs: number): boolean {
  const birthday = Number(idNumber.slice(6, 14));
  const today = Number(chinaDay(wallMs).replaceAll('-', ''));
  return today <= birthday + yearsMin * 10_000;
}
