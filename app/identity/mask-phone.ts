/** A phone number as pages show it: 138****5678. Anything else is stars only. */
export function maskPhone(phone: string): string {
  if (phone.length !== 11) return '*'.repeat(11);
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}
