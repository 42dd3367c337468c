import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readContentRows } from './append-content.server.ts';
import { contentHeadMessage, type ContentHead } from './content-event.ts';
import type { ContentLine } from './read-export.ts';
import { keyVersion, publicKeyOf, signMessage } from './sign-checkpoint.server.ts';

/**
 * The chain of a video version as lines of JSON, its end signed now: nothing can be cut off unseen. No line for a version
 * that has none.
 */
export async function* exportContentLines(
  sql: Sql,
  masterKey: Buffer,
  videoVersionId: string,
  now: ClockReading,
): AsyncGenerator<string> {
  const rows = await readContentRows(sql, videoVersionId);
  for (const row of rows) {
    const content: ContentLine = { videoVersionId, ...row };
    yield `${JSON.stringify({ content })}\n`;
  }
  const last = rows.at(-1);
  if (!last) return;
  const { seq, hash } = last;
  const signed = { videoVersionId, seq, hash, signedAt: now, keyVersion };
  const signature = signMessage(masterKey, contentHeadMessage(signed)).toString('base64');
  const contentHead: ContentHead = { ...signed, signature };
  yield `${JSON.stringify({ contentHead })}\n`;
}

/** The evidence of one video version as a file of its own (P011): a head with the public key, its chain, its signed end. */
export async function* exportContent(
  sql: Sql,
  masterKey: Buffer,
  videoVersionId: string,
  now: ClockReading,
): AsyncGenerator<string> {
  const publicKey = publicKeyOf(masterKey);
  const head = { zhenxue: 'content-evidence', v: 1, videoVersionId, exportedAtMs: now.wallMs, publicKey };
  yield `${JSON.stringify(head)}\n`;
  yield* exportContentLines(sql, masterKey, videoVersionId, now);
}
