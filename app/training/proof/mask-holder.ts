/** An ID number as the public may see it: the last four and nothing else. Null: there is none. */
export function maskToLastFour(idNumber: string | null): string {
  return idNumber?.length === 18 ? `${'*'.repeat(14)}${idNumber.slice(14)}` : '*'.repeat(18);
}

/** The last four as somebody types them: full-width digits and a small x as meant; null: not four characters of an ID number. */
export function readLastFour(typed: string): string | null {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/\s/g, '');
  return /^\d{3}[\dX]$/.test(plain) ? plain : null;
}
