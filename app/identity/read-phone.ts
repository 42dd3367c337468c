/**
 * A mainland mobile number in its one written form (11 digits), or null.
 * Spaces, dashes, full-width digits and +86 are read as meant.
 */
export function readPhone(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/^(?:\+|00)86/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}
