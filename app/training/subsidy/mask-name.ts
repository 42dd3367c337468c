/** A name as the public sees it: the first character, and stars for at most two more. */
export function maskName(name: string): string {
  const [first = '*', ...rest] = [...name];
  return first + '*'.repeat(Math.min(2, Math.max(1, rest.length)));
}
