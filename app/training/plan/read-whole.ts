/** A whole number of up to four digits as people type it: full-width digits and spaces as meant; null: it is none. */
export function readWhole(typed: string): number | null {
  const digits = typed.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(digits) ? Number(digits) : null;
}
