/** Text without anything that JSON writes in another way, a whole number that is safe in any case, or a word. */
const scalar = '(?:"[ !#-\\[\\]-~]*"|0|-?[1-9][0-9]{0,14}|true|false|null)';
const plainName = /^[A-Za-z][A-Za-z0-9]*$/;

/** The pattern of all canonical texts with the fields of `value`, in order; null where it has others than plain ones. */
function patternOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return scalar;
  if (Array.isArray(value))
    return value.every((one) => typeof one !== 'object' || one === null)
      ? `\\[(?:${scalar}(?:,${scalar})*)?\\]`
      : null;
  const fields: string[] = [];
  for (const [name, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const pattern = plainName.test(name) ? patternOf(inner) : null;
    if (pattern === null) return null;
    fields.push(`"${name}":${pattern}`);
  }
  return `\\{${fields.join(',')}\\}`;
}

/** Shapes that are kept of one kind, and in all: a log that somebody made up does not fill the memory. */
const maxOfKind = 8;
const maxShapes = 200;

/** Remembers in which shapes values are written, so that the next text of a shape is looked at once and not written anew. */
export class CanonicalShapes {
  readonly #patterns = new Map<string, RegExp[]>();
  #count = 0;

  /** Whether `text`, of this `kind`, has a known shape: then it is canonical. False says nothing. */
  has(kind: string, text: string): boolean {
    const patterns = this.#patterns.get(kind);
    return patterns !== undefined && patterns.some((pattern) => pattern.test(text));
  }

  /** Remembers the shape of a value. */
  learn(kind: string, value: unknown): void {
    const patterns = this.#patterns.get(kind) ?? [];
    if (patterns.length === maxOfKind || this.#count === maxShapes) return;
    const pattern = patternOf(value);
    if (pattern === null) return;
    this.#patterns.set(kind, [...patterns, new RegExp(`^${pattern}$`)]);
    this.#count += 1;
  }
}
