import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { readStale } from './draw-batch.server.ts';
import { lockOwnBatch, takeBatchStep, type OwnBatch } from './own-batch.server.ts';
import { isPublicityOver, lastPublicityDay } from './publicity-days.ts';

type Doors = Pick<House, 'sql' | 'masterKey'>;

/**
 * Signs for exactly the list that was on the screen: a person of the bureau who did not draw it up, once (P079). Throws
 * `not_found`, `forbidden`, `subsidy_step`, `subsidy_changed`, `subsidy_amount`, `subsidy_sign_own`, `subsidy_signed`.
 */
export async function signBatch(
  sql: Sql,
  session: Session,
  batchId: string,
  { seenSha256, signedName }: { seenSha256: string; signedName: string },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'drawn' && own.state !== 'published') throw new Refusal('subsidy_step');
    if (own.contentSha256 !== seenSha256) throw new Refusal('subsidy_changed');
    if (own.unpriced > 0) throw new Refusal('subsidy_amount');
    const [drawn] = await tx`
      select 1 from subsidy_step where batch_id = ${own.id} and step = 'draw' and actor_id = ${session.personId}`;
    if (drawn) throw new Refusal('subsidy_sign_own');
    const [stored] = await tx`
      insert into subsidy_signature (batch_id, signed_by, signed_name, content_sha256, signed_at)
      values (${own.id}, ${session.personId}, ${signedName}, ${seenSha256}, ${new Date(now.wallMs)})
      on conflict on constraint subsidy_signed_once do nothing returning 1`;
    if (!stored) throw new Refusal('subsidy_signed');
  });
}

/** That the list on the screen is the list, enough have signed for it, and everybody on it still qualifies. */
async function requireGood(tx: SqlTx, masterKey: Buffer, own: OwnBatch, seenSha256: string, nowMs: number) {
  if (own.contentSha256 !== seenSha256) throw new Refusal('subsidy_changed');
  if (own.unpriced > 0) throw new Refusal('subsidy_amount');
  if (own.signatures < own.reviewersMin) throw new Refusal('subsidy_signatures');
  if ((await readStale(tx, masterKey, own, nowMs)).size > 0) throw new Refusal('subsidy_stale');
}

/**
 * Publishes a signed list for the days of its rules (P080). Throws `not_found`, `forbidden`, `subsidy_step`,
 * `subsidy_changed`, `subsidy_amount`, `subsidy_signatures`, `subsidy_stale`, `subsidy_nobody`.
 */
export async function publishBatch(
  { sql, masterKey }: Doors,
  session: Session,
  batchId: string,
  seenSha256: string,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'drawn') throw new Refusal('subsidy_step');
    if (own.people === 0) throw new Refusal('subsidy_nobody');
    await requireGood(tx, masterKey, own, seenSha256, now.wallMs);
    const fromDay = chinaDay(now.wallMs);
    await tx`
      update subsidy_batch set state = 'published', from_day = ${fromDay},
        until_day = ${lastPublicityDay(fromDay, own.publicityDays)} where id = ${own.id}`;
    await takeBatchStep(tx, own.id, 'publish', session, null, now.wallMs);
  });
}

/**
 * Completes a list whose publicity is over, for the finance bureau (P080, P081). Throws `not_found`, `forbidden`,
 * `subsidy_step`, `subsidy_running` (untilDay), `objection_open`, `subsidy_changed`, `subsidy_signatures`, `subsidy_stale`.
 */
export async function completeBatch(
  { sql, masterKey }: Doors,
  session: Session,
  batchId: string,
  seenSha256: string,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'published' || own.untilDay === null) throw new Refusal('subsidy_step');
    if (!isPublicityOver(own.untilDay, chinaDay(now.wallMs)))
      throw new Refusal('subsidy_running', { untilDay: own.untilDay });
    const [open] = await tx`
      select 1 from subsidy_objection where batch_id = ${own.id} and answered_at is null limit 1`;
    if (open) throw new Refusal('objection_open');
    await requireGood(tx, masterKey, own, seenSha256, now.wallMs);
    await tx`
      update subsidy_batch set state = 'completed', completed_by = ${session.personId},
        completed_at = ${new Date(now.wallMs)} where id = ${own.id}`;
    await takeBatchStep(tx, own.id, 'complete', session, null, now.wallMs);
  });
}

/**
 * Records that the finance bureau confirmed the list, on a day and under its document, once (P081). Throws `not_found`,
 * `forbidden`, `subsidy_step`, `bad_shape`, `subsidy_document`.
 */
export async function confirmBatch(
  sql: Sql,
  session: Session,
  batchId: string,
  { confirmedOn, document }: { confirmedOn: string; document: string },
  now: ClockReading,
): Promise<void> {
  await sql
    .begin(async (tx) => {
      const own = await lockOwnBatch(tx, session, batchId);
      if (own.state === 'confirmed' && own.confirmedOn === confirmedOn && own.confirmedDocument === document)
        return;
      if (own.state !== 'completed') throw new Refusal('subsidy_step');
      if (confirmedOn > chinaDay(now.wallMs) || confirmedOn < (own.completedAt ?? ''))
        throw new Refusal('bad_shape', { field: 'confirmedOn' });
      await tx`
        update subsidy_batch set state = 'confirmed', confirmed_on = ${confirmedOn}, confirmed_document = ${document}
        where id = ${own.id}`;
      await takeBatchStep(tx, own.id, 'confirm', session, null, now.wallMs);
    })
    .catch((error: { constraint_name?: string }) => {
      if (error.constraint_name === 'subsidy_document_once')
        throw new Refusal('subsidy_document', { field: 'document' });
      throw error;
    });
}
