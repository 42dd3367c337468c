import { canonical } from './canonical.ts';
import { eventVersion, type ChainedEvent } from './event.ts';

/** A row as it is exported: the canonical bytes and their SHA-256 (hex). */
export type ExportedRow = { body: string; hash: string };
/** The first row that does not hold, counted from 1, and why. */
export type BrokenRow = { row: number; why: string };

/** `prev` of the first row. */
const chainStartHex = '0'.repeat(64);

function checkRow(
  row: ExportedRow,
  index: number,
  prev: string,
  sha256: (text: string) => string,
): string | ChainedEvent {
  if (sha256(row.body) !== row.hash) return 'its bytes do not match its hash';
  let event: ChainedEvent;
  try {
    event = JSON.parse(row.body) as ChainedEvent;
    if (canonical(event) !== row.body) return 'its bytes are not canonical';
  } catch {
    return 'it is not an event';
  }
  if (event.v !== eventVersion) return `it has version ${event.v}, this verifier knows ${eventVersion}`;
  if (event.seq !== index + 1) return `it says it is row ${event.seq}: a row was removed, added or moved`;
  if (event.prev !== prev) return 'it does not follow the row before it';
  return event;
}

/** Walks the chain from its start; answers the events, or the first broken row (I8). `sha256` gives lower-case hex. */
export function checkChain(
  learnerId: string,
  rows: ExportedRow[],
  sha256: (text: string) => string,
): { events: ChainedEvent[]; broken: BrokenRow | null } {
  const events: ChainedEvent[] = [];
  let prev = chainStartHex;
  for (const [index, row] of rows.entries()) {
    const checked = checkRow(row, index, prev, sha256);
    if (typeof checked === 'string') return { events, broken: { row: index + 1, why: checked } };
    if (checked.learnerId !== learnerId)
      return { events, broken: { row: index + 1, why: 'it belongs to another learner' } };
    events.push(checked);
    prev = row.hash;
  }
  return { events, broken: null };
}
