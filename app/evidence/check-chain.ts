import { canonical } from './canonical.ts';

/** A row as it is exported: the canonical bytes and their SHA-256 (hex). */
export type ExportedRow = { body: string; hash: string };
/** The first row that does not hold, counted from 1, and why; of a version's chain when it is named, else of the learner's. */
export type BrokenRow = { row: number; why: string; videoVersionId?: string };

/** What every chained event says of its place. */
type Link = { v: number; seq: number; prev: string };

/** `prev` of the first row. */
const chainStartHex = '0'.repeat(64);

function checkRow<E extends Link>(
  row: ExportedRow,
  index: number,
  prev: string,
  version: number,
  sha256: (text: string) => string,
): string | E {
  if (sha256(row.body) !== row.hash) return 'its bytes do not match its hash';
  let event: E;
  try {
    event = JSON.parse(row.body) as E;
    if (canonical(event) !== row.body) return 'its bytes are not canonical';
  } catch {
    return 'it is not an event';
  }
  if (event.v !== version) return `it has version ${event.v}, this verifier knows ${version}`;
  if (event.seq !== index + 1) return `it says it is row ${event.seq}: a row was removed, added or moved`;
  if (event.prev !== prev) return 'it does not follow the row before it';
  return event;
}

/**
 * Walks a chain of events of this version of their union from its start; answers the events, or the first broken row
 * (I8). `refuse` says why an event has no place in this chain. `sha256` gives lower-case hex.
 */
export function checkChain<E extends Link, R extends ExportedRow = ExportedRow>(
  rows: R[],
  version: number,
  sha256: (text: string) => string,
  refuse: (event: E, row: R) => string | null,
): { events: E[]; broken: BrokenRow | null } {
  const events: E[] = [];
  let prev = chainStartHex;
  for (const [index, row] of rows.entries()) {
    const checked = checkRow<E>(row, index, prev, version, sha256);
    const why = typeof checked === 'string' ? checked : refuse(checked, row);
    if (typeof checked === 'string' || why !== null)
      return { events, broken: { row: index + 1, why: why ?? '' } };
    events.push(checked);
    prev = row.hash;
  }
  return { events, broken: null };
}
