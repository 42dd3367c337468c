import { isCanonical } from './canonical.ts';

/** A row as it is exported: the canonical bytes and their SHA-256 (hex). */
export type ExportedRow = { body: string; hash: string };
/** The first row that does not hold, counted from 1, and why; of a version's chain when it is named, else of the learner's. */
export type BrokenRow = { row: number; why: string; videoVersionId?: string };

/** What every chained event says of its place. */
type Link = { v: number; seq: number; prev: string };

/** `prev` of the first row. */
const chainStartHex = '0'.repeat(64);

function checkRow<E extends Link>(
  { body, hash }: ExportedRow,
  index: number,
  prev: string,
  version: number,
  sha256: (text: string) => string,
): string | E {
  if (sha256(body) !== hash) return 'its bytes do not match its hash';
  let event: E;
  try {
    event = JSON.parse(body) as E;
    if (!isCanonical(event, body)) return 'its bytes are not canonical';
  } catch {
    return 'it is not an event';
  }
  const { v, seq } = event;
  if (v !== version) return `it has version ${v}, this verifier knows ${version}`;
  if (seq !== index + 1) return `it says it is row ${seq}: a row was removed, added or moved`;
  if (event.prev !== prev) return 'it does not follow the row before it';
  return event;
}

/**
 * A chain of events of this version of their union, from its start, as it is read: answers the first row that does not
 * hold, or null (I8), of the next rows each time, and hands each event on as soon as its row holds. `take` says why it has
 * no place in this chain, or null. `sha256` gives lower-case hex.
 */
export function walkChain<E extends Link, R extends ExportedRow = ExportedRow>(
  version: number,
  sha256: (text: string) => string,
  take: (event: E, row: R) => string | null,
): (rows: readonly R[]) => BrokenRow | null {
  let prev = chainStartHex;
  let place = 0;
  return (rows) => {
    for (const row of rows) {
      const checked = checkRow<E>(row, place, prev, version, sha256);
      const why = typeof checked === 'string' ? checked : take(checked, row);
      place += 1;
      if (why !== null) return { row: place, why };
      prev = row.hash;
    }
    return null;
  };
}
