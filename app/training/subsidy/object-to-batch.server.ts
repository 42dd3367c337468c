import { createHmac, randomUUID } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { groupAddress } from '../../identity/group-address.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { deriveKey, seal } from '../../platform/seal.server.ts';
import { chinaDay } from '../class-day.ts';
import { lockOwnBatch, takeBatchStep } from './own-batch.server.ts';
import { isPublicityOver } from './publicity-days.ts';
import type { ObjectionSent } from './subsidy.wire.ts';

/** How many objections a network may send in a day, and how many a list takes in a day from everybody. */
export const objectionLimits = { place: 5, batch: 200 } as const;

/** Under which an objection's contact is sealed. */
export const contactPurpose = (objectionId: string) => `objection-contact:${objectionId}`;

/**
 * Stores what anybody says against a published list; nothing is sent on and nothing of it is published (P080). Answers the
 * receipt under which the bureau's answer will stand. Throws `not_found`, `objection_over`, `objection_limit`.
 */
export async function sendObjection(
  { sql, masterKey }: Pick<House, 'sql' | 'masterKey'>,
  batchId: string,
  address: string,
  { entryId, words, contact }: ObjectionSent,
  now: ClockReading,
): Promise<string> {
  const today = chinaDay(now.wallMs);
  const place = createHmac('sha256', deriveKey(masterKey, `objection-place:${today}`))
    .update(groupAddress(address))
    .digest();
  return sql.begin(async (tx) => {
    // One after the other, so that a hundred at once are counted as a hundred.
    const [batch] = await tx<{ id: string; state: string; untilDay: string | null }[]>`
      select id, state, until_day::text as "untilDay" from subsidy_batch
      where id::text = ${batchId} and state <> 'drawn' for update`;
    if (!batch) throw new Refusal('not_found');
    if (batch.state !== 'published' || batch.untilDay === null || isPublicityOver(batch.untilDay, today))
      throw new Refusal('objection_over');
    await tx`select pg_advisory_xact_lock(hashtextextended(${`objection ${place.toString('hex')}`}, 0))`;
    const [sent] = await tx<{ place: number; batch: number }[]>`
      select (select count(*)::int from subsidy_objection where place_digest = ${place}) as place,
        (select count(*)::int from subsidy_objection where batch_id = ${batch.id}
          and sent_at > ${new Date(now.wallMs - 86_400_000)}) as batch`;
    if (!sent || sent.place >= objectionLimits.place || sent.batch >= objectionLimits.batch)
      throw new Refusal('objection_limit');
    if (entryId !== '') {
      const [entry] = await tx`select 1 from subsidy_entry where id = ${entryId} and batch_id = ${batch.id}`;
      if (!entry) throw new Refusal('not_found');
    }
    const id = randomUUID();
    const sealed = contact === '' ? null : seal(masterKey, contactPurpose(id), Buffer.from(contact));
    await tx`
      insert into subsidy_objection (id, batch_id, entry_id, words, contact_sealed, place_digest, sent_at)
      values (${id}, ${batch.id}, ${entryId || null}, ${words}, ${sealed}, ${place}, ${new Date(now.wallMs)})`;
    return receiptOf(id);
  });
}

/** The receipt of an objection: enough to know one's own among those of a list. */
export function receiptOf(objectionId: string): string {
  return objectionId.slice(0, 8).toUpperCase();
}

/**
 * Answers an objection with a reason, once; one that is upheld strikes its line out (P080). Throws `not_found`, `forbidden`,
 * `subsidy_step`.
 */
export async function answerObjection(
  sql: Sql,
  session: Session,
  batchId: string,
  { objectionId, isUpheld, answer }: { objectionId: string; isUpheld: boolean; answer: string },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'published') throw new Refusal('subsidy_step');
    const [found] = await tx<{ entryId: string | null; isAnswered: boolean }[]>`
      select entry_id as "entryId", answered_at is not null as "isAnswered" from subsidy_objection
      where id = ${objectionId} and batch_id = ${own.id}`;
    if (!found) throw new Refusal('not_found');
    if (found.isAnswered) throw new Refusal('subsidy_step');
    await tx`
      update subsidy_objection set is_upheld = ${isUpheld}, answer = ${answer}, answered_by = ${session.personId},
        answered_at = ${new Date(now.wallMs)} where id = ${objectionId}`;
    if (isUpheld && found.entryId) await strike(tx, session, own.id, found.entryId, answer, now);
  });
}

/**
 * Strikes a line of a published list out, with a reason: she falls out for good, and the list needs new signatures. A second
 * press changes nothing. Throws `not_found`, `forbidden`, `subsidy_step`.
 */
export async function strikeEntry(
  sql: Sql,
  session: Session,
  batchId: string,
  { entryId, reason }: { entryId: string; reason: string },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'published') throw new Refusal('subsidy_step');
    const [entry] = await tx`select 1 from subsidy_entry where id = ${entryId} and batch_id = ${own.id}`;
    if (!entry) throw new Refusal('not_found');
    await strike(tx, session, own.id, entryId, reason, now);
  });
}

async function strike(
  tx: SqlTx,
  session: Session,
  batchId: string,
  entryId: string,
  reason: string,
  now: ClockReading,
) {
  const [struck] = await tx`
    update subsidy_entry set struck_at = ${new Date(now.wallMs)}, struck_reason = ${reason}
    where id = ${entryId} and batch_id = ${batchId} and struck_at is null returning 1`;
  if (struck) await takeBatchStep(tx, batchId, 'strike', session, reason, now.wallMs);
}
