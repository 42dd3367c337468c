import { sign, type KeyObject } from 'node:crypto';
import { canonical } from '../../app/evidence/canonical.ts';
import {
  contentHeadMessage,
  contentMessage,
  type ChainedContentEvent,
  type ContentRow,
  type ExportedContent,
} from '../../app/evidence/content-event.ts';
import { signMessage } from '../../app/evidence/sign-checkpoint.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { verifierCrypto } from './tamper-export.ts';

export const readContent = (row: ContentRow) => JSON.parse(row.body) as ChainedContentEvent;
const { sha256 } = verifierCrypto;

/** Other words of the same kind. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}0`;
  if (value === null) return 'x';
  const [[key, inner] = ['more', 'x']] = Object.entries(value as object);
  return { ...(value as object), [key as string]: changed(inner) };
}

/** The row that an event makes; signed only by who holds the key. */
function write(event: ChainedContentEvent, key: Buffer | null, signature = ''): ContentRow {
  const body = canonical(event);
  const hash = sha256(body);
  const { seq, videoVersionId: id } = event;
  const signed = key ? signMessage(key, contentMessage(id, seq, hash, 1)).toString('base64') : signature;
  return { seq, body, hash, signature: signed, keyVersion: 1 };
}

/** Numbers, chains and, with the key, signs events anew, with a signed end. */
export function chainContentAnew(
  events: ChainedContentEvent[],
  key: Buffer | null,
  old: ExportedContent,
): ExportedContent {
  let prev = '0'.repeat(64);
  const rows = events.map((event, index) => {
    const row = write({ ...event, seq: index + 1, prev }, key, old.rows[index]?.signature);
    prev = row.hash;
    return row;
  });
  if (!key) return { ...old, rows };
  const head = {
    videoVersionId: old.videoVersionId,
    seq: rows.length,
    hash: prev,
    signedAt: readClock(),
    keyVersion: 1,
  };
  const signature = signMessage(key, contentHeadMessage(head)).toString('base64');
  return { videoVersionId: old.videoVersionId, rows, heads: [{ ...head, signature }] };
}

/** The same rows, signed with a key of one's own. */
export function signContentAnew(content: ExportedContent, key: KeyObject): ExportedContent {
  const by = (message: string) => sign(null, Buffer.from(message), key).toString('base64');
  const rows = content.rows.map((row) => ({
    ...row,
    signature: by(contentMessage(content.videoVersionId, row.seq, row.hash, row.keyVersion)),
  }));
  const heads = content.heads.map((head) => ({
    ...head,
    signature: by(contentHeadMessage(head)),
  }));
  return { ...content, rows, heads };
}

/** What somebody does who has the file and not the key. */
export function* forgeContent(
  content: ExportedContent,
): Generator<{ how: string; forged: ExportedContent; from: number; to: number }> {
  const { rows } = content;
  const last = rows.length;
  for (const [i, row] of rows.entries()) {
    const n = i + 1;
    const [before, rest] = [rows.slice(0, i), rows.slice(n)];
    const event = readContent(row);
    const name = event.kind === 'version_step' ? event.step : event.kind;
    const make = (what: string, list: ContentRow[], from = n, to = from) => ({
      ...{ how: `${what} row ${n} (${name})`, forged: { ...content, rows: list }, from, to },
    });
    yield make('space out', [...before, { ...row, body: row.body.replace(',', ', ') }, ...rest]);
    yield make('delete', [...before, ...rest]);
    yield make('cut off from', before);
    yield make('double', [...before, row, row, ...rest], n + 1);
    yield make('unsign', [...before, { ...row, signature: '' }, ...rest]);
    yield make('sign like another', [...before, { ...row, signature: rows[n % last]!.signature }, ...rest]);
    yield make('number anew', [...before, { ...row, seq: n + 1 }, ...rest]);
    yield make('other key version', [...before, { ...row, keyVersion: 2 }, ...rest]);
    yield make('other hash', [...before, { ...row, hash: '0'.repeat(64) }, ...rest]);
    const next = rows[n];
    if (next) yield make('swap', [...before, next, row, ...rows.slice(n + 1)]);
    const fields = [
      ...Object.keys(event).map((field) => [
        field,
        { ...event, [field]: changed(event[field as keyof typeof event]) },
      ]),
      ...Object.keys(event.facts).map((fact) => [
        `facts.${fact}`,
        { ...event, facts: { ...event.facts, [fact]: changed(event.facts[fact]) } },
      ]),
    ] as [string, ChainedContentEvent][];
    for (const [field, other] of fields) {
      yield make(`set ${field} of`, [...before, { ...row, body: canonical(other) }, ...rest]);
      yield make(`set and hash ${field} of`, [...before, write(other, null, row.signature), ...rest]);
      const events = [...before.map(readContent), other, ...rest.map(readContent)];
      if (field !== 'seq' && field !== 'prev')
        yield make(`set and chain ${field} of`, chainContentAnew(events, null, content).rows);
    }
  }
}
