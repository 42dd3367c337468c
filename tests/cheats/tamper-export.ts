import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonical } from '../../app/evidence/canonical.ts';
import type { ExportedRow } from '../../app/evidence/check-chain.ts';
import type { ChainedEvent } from '../../app/evidence/event.ts';
import { exportEvidence } from '../../app/evidence/export.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readExport } from '../../app/evidence/read-export.ts';
import type { Crypto } from '../../app/evidence/crypto.ts';
import { verifyExport, type EvidenceExport, type Verdict } from '../../app/evidence/verify-export.ts';
import type { Sql } from '../../db/client.ts';
import { testMasterKey } from '../harness/test-house.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export const verifierCrypto: Crypto = {
  sha256,
  verify: (publicKey, message, signature) => {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
  },
};

export const judge = (file: EvidenceExport): Verdict => verifyExport(file, verifierCrypto);

/** A learner's export as the text of its file. */
export async function writeExport(sql: Sql, learnerId: string): Promise<string> {
  let text = '';
  for await (const line of exportEvidence(sql, testMasterKey, learnerId, readClock())) text += line;
  return text;
}

export const readFileOf = async (sql: Sql, learnerId: string) =>
  readExport(await writeExport(sql, learnerId));

/** The row that an event makes after a row with hash `prev`. */
export function makeRow(event: ChainedEvent): ExportedRow {
  const body = canonical(event);
  return { body, hash: sha256(body) };
}

export const eventOf = (row: ExportedRow) => JSON.parse(row.body) as ChainedEvent;

/** Numbers and chains rows anew from the start, as somebody does who has the program and not the key. */
export function chainAnew(rows: ExportedRow[]): ExportedRow[] {
  let prev = '0'.repeat(64);
  return rows.map((row, index) => {
    const made = makeRow({ ...eventOf(row), seq: index + 1, prev });
    prev = made.hash;
    return made;
  });
}

/** The event with one field changed in a way that a forger would like: one more, another text, something for nothing. */
export function changeField(event: ChainedEvent, field: string): ChainedEvent {
  const value = (event as unknown as Record<string, unknown>)[field];
  const other =
    typeof value === 'number'
      ? value + 1
      : typeof value === 'string'
        ? `${value}0`
        : typeof value === 'boolean'
          ? !value
          : value === null
            ? 'x'
            : { ...(value as object), wallMs: 1 };
  return { ...event, [field]: other };
}
