import { CanonicalShapes } from './canonical-shape.ts';

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

const shapes = new CanonicalShapes();

/**
 * Whether `text`, which `value` was read from, is its canonical form. What is written like a text before it is compared
 * with that one's pattern, everything else with its canonical form.
 */
export function isCanonical(value: unknown, text: string): boolean {
  const kind = (value as { kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string') return canonical(value) === text;
  if (shapes.has(kind, text)) return true;
  const holds = canonical(value) === text;
  if (holds) shapes.learn(kind, value);
  return holds;
}
