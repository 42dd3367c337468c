/** A name as the public may see it: its first character and two stars, however long it is. */
export function maskName(name: string): string {
  const [first = '*'] = name.trim();
  return `${first}**`;
}
