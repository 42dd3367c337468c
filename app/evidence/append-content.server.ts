import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { canonical } from './canonical.ts';
import {
  contentEventVersion,
  contentMessage,
  type ChainedContentEvent,
  type ContentEvent,
  type ContentRow,
} from './content-event.ts';
import { keyVersion, signMessage } from './sign-checkpoint.server.ts';

/**
 * Appends to the chain of a version, signed, in the caller's transaction. The caller holds the row lock of the version,
 * so that nobody else appends meanwhile.
 */
export async function appendContent(
  tx: SqlTx,
  masterKey: Buffer,
  videoVersionId: string,
  at: ClockReading,
  event: ContentEvent,
): Promise<void> {
  const [last] = await tx<{ seq: number; hash: Buffer }[]>`
    select seq, hash from content_event where video_version_id = ${videoVersionId} order by seq desc limit 1`;
  const seq = (last?.seq ?? 0) + 1;
  const prev = (last?.hash ?? Buffer.alloc(32)).toString('hex');
  const chained: ChainedContentEvent = { ...event, v: contentEventVersion, videoVersionId, seq, prev, at };
  const body = canonical(chained);
  const hash = createHash('sha256').update(body).digest();
  const signature = signMessage(
    masterKey,
    contentMessage(videoVersionId, seq, hash.toString('hex'), keyVersion),
  );
  await tx`insert into content_event (video_version_id, seq, body, hash, signature, key_version)
    values (${videoVersionId}, ${seq}, ${body}, ${hash}, ${signature}, ${keyVersion})`;
}

/** The chain of a version from its start. */
export async function readContentRows(sql: Sql | SqlTx, videoVersionId: string): Promise<ContentRow[]> {
  const rows = await sql<
    { seq: number; body: string; hash: Buffer; signature: Buffer; keyVersion: number }[]
  >`
    select seq, body, hash, signature, key_version as "keyVersion" from content_event
    where video_version_id = ${videoVersionId} order by seq`;
  return rows.map(({ hash, signature, ...row }) => ({
    ...row,
    hash: hash.toString('hex'),
    signature: signature.toString('base64'),
  }));
}
