/** What an event may hold: nothing whose bytes could be written in two ways. */
type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * The canonical bytes of an event: JSON with sorted keys, no spaces, integers only (a subset of RFC 8785).
 * Throws on a fraction, an unsafe integer or an unknown type: such a value must never enter the log.
 */
export function canonical(value: unknown): string {
  const plain = value as Plain;
  if (plain === null || typeof plain === 'boolean' || typeof plain === 'string') return JSON.stringify(plain);
  if (typeof plain === 'number') {
    if (!Number.isSafeInteger(plain)) throw new Error(`not an integer: ${plain}`);
    return String(plain);
  }
  if (Array.isArray(plain)) return `[${plain.map(canonical).join(',')}]`;
  if (typeof plain !== 'object') throw new Error(`cannot be written in the log: ${typeof plain}`);
  const fields = Object.keys(plain)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(plain[key])}`);
  return `{${fields.join(',')}}`;
}
