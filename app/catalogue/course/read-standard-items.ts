/** A work content of a standard with its weight in the theory examination, per cent; null: not public. */
export type ItemWritten = { name: string; theoryWeightPct: number | null };

/**
 * Reads work contents as a person writes them: one a line, the weight behind the name (`生活照护 60`). Null: a line cannot
 * be read, a name stands twice, or the weights are more than 100 together.
 */
export function readStandardItems(text: string): ItemWritten[] | null {
  const lines = text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const items: ItemWritten[] = [];
  for (const written of lines) {
    const found = /^([^\p{Cc}\p{Cf}]*[^\d\s%%\p{Cc}\p{Cf}])(?:\s+(\d{1,3})\s*[%%]?)?$/u.exec(written);
    const name = found?.[1]?.trim();
    if (!name || name.length > 40 || items.some((item) => item.name === name)) return null;
    items.push({ name, theoryWeightPct: found?.[2] === undefined ? null : Number(found[2]) });
  }
  const sum = items.reduce((total, { theoryWeightPct }) => total + (theoryWeightPct ?? 0), 0);
  return items.length <= 20 && sum <= 100 ? items : null;
}

/** The same contents as text again. */
export function writeStandardItems(items: readonly ItemWritten[]): string {
  return items
    .map(({ name, theoryWeightPct }) => (theoryWeightPct === null ? name : `${name} ${theoryWeightPct}`))
    .join('\n');
}
