/** An ID number as any page may show it: place and last four, 110105********002X. Anything else is stars only. */
export function maskIdNumber(idNumber: string): string {
  if (idNumber.length !== 18) return '*'.repeat(18);
  return `${idNumber.slice(0, 6)}********${idNumber.slice(14)}`;
}
