/** Why a new password is not taken; the words for each are in words.ts. */
export const passwordFaults = ['too_short', 'too_long', 'is_phone', 'is_code', 'too_easy'] as const;
export type PasswordFault = (typeof passwordFaults)[number];

/** Lengths in characters as a person counts them. */
export const passwordLength = { min: 8, max: 128 } as const;

/** One written form for what is typed into a password field: full-width letters and digits count as plain ones. */
export function readSecret(typed: string): string {
  return typed.normalize('NFKC').trim();
}

/** What guessers try first is refused (H09); no rule asks for capitals or signs. */
export function checkPassword(password: string, phone: string): Exclude<PasswordFault, 'is_code'> | null {
  const letters = [...password];
  if (letters.length < passwordLength.min) return 'too_short';
  if (letters.length > passwordLength.max) return 'too_long';
  if (phone.includes(password) || password.includes(phone)) return 'is_phone';
  if (isRun(letters.map((letter) => letter.codePointAt(0) ?? 0))) return 'too_easy';
  return null;
}

/** 11111111, 12345678, 87654321: every step from one character to the next is the same 0, 1 or -1. */
function isRun(points: number[]): boolean {
  const step = (points[1] ?? 0) - (points[0] ?? 0);
  return Math.abs(step) <= 1 && points.every((point, i) => i === 0 || point - (points[i - 1] ?? 0) === step);
}
