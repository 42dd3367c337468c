/** What is wrong with a typed ID number; the words for each are in words.ts. */
export const idNumberFaults = ['too_short', 'too_long', 'characters', 'date', 'check_digit'] as const;
export type IdNumberFault = (typeof idNumberFaults)[number];

export type IdNumberCheck = { ok: true; idNumber: string } | { ok: false; reason: IdNumberFault };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkDigits = '10X98765432';

/** The eighteenth character of GB 11643 (ISO 7064 MOD 11-2) for the first 17 digits. */
export function idNumberCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return checkDigits.charAt(sum % 11);
}

/**
 * Checks an ID number as GB 11643 defines it: 17 digits, a date of birth that exists, the check digit.
 * Spaces, full-width digits and a small x are read as meant. `idNumber` is the number in its one written form.
 */
export function checkIdNumber(typed: string): IdNumberCheck {
  const idNumber = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (!/^[0-9X]*$/.test(idNumber)) return { ok: false, reason: 'characters' };
  if (idNumber.length < 18) return { ok: false, reason: 'too_short' };
  if (idNumber.length > 18) return { ok: false, reason: 'too_long' };
  if (!/^\d{17}[\dX]$/.test(idNumber)) return { ok: false, reason: 'characters' };
  if (!isCalendarDate(idNumber.slice(6, 14))) return { ok: false, reason: 'date' };
  if (idNumberCheckDigit(idNumber) !== idNumber[17]) return { ok: false, reason: 'check_digit' };
  return { ok: true, idNumber };
}

/** Whether `yyyymmdd` is a day of the calendar from 1800 on. */
function isCalendarDate(yyyymmdd: string): boolean {
  const year = Number(yyyymmdd.slice(0, 4));
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6, 8));
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1800 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
