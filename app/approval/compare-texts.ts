/** A line that was taken out, came in, or stayed. */
export type LineChange = { kind: 'out' | 'in' | 'same'; line: string };

/** Beyond so many comparisons a text counts as written anew: the page has to answer. */
const stepsMax = 4_000_000;

/**
 * How `after` came from `before`, line by line, by their longest common subsequence. O(n·m) beyond what both begin and
 * end with.
 */
export function compareTexts(before: string, after: string): LineChange[] {
  const [old, fresh] = [splitLines(before), splitLines(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, fresh.length) - head &&
    old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]
  )
    tail++;
  const same = (lines: string[]) => lines.map((line): LineChange => ({ kind: 'same', line }));
  const middle = compareLines(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return [...same(old.slice(0, head)), ...middle, ...same(old.slice(old.length - tail))];
}

const splitLines = (text: string) => text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');

function compareLines(old: string[], fresh: string[]): LineChange[] {
  const rewritten = (): LineChange[] => [
    ...old.map((line): LineChange => ({ kind: 'out', line })),
    ...fresh.map((line): LineChange => ({ kind: 'in', line })),
  ];
  if (old.length === 0 || fresh.length === 0 || old.length * fresh.length > stepsMax) return rewritten();
  // common[i][j]: how many lines old[i…] and fresh[j…] have in common.
  const wide = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * wide);
  const at = (i: number, j: number) => common[i * wide + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      common[i * wide + j] =
        old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [gone, come] = [old[i], fresh[j]];
    if (gone !== undefined && gone === come) {
      changes.push({ kind: 'same', line: gone });
      i++;
      j++;
    } else if (come === undefined || (gone !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'out', line: gone ?? '' });
      i++;
    } else {
      changes.push({ kind: 'in', line: come });
      j++;
    }
  }
  return changes;
}

/** Changed lines with `around` lines of what stayed; null where something in between is left out. */
export function shortenChanges(changes: readonly LineChange[], around = 1): (LineChange | null)[] {
  const near = changes.map((_, n) =>
    changes.slice(Math.max(0, n - around), n + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const short: (LineChange | null)[] = [];
  changes.forEach((change, n) => {
    if (near[n]) short.push(change);
    else if (short.length > 0 && short[short.length - 1] !== null) short.push(null);
  });
  if (short[short.length - 1] === null) short.pop();
  return short;
}
