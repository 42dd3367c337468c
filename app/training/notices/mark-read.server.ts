import { z } from 'zod';
import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';

const markWire = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('read'), notice: z.uuid() }),
  z.object({ intent: z.literal('read-all'), upTo: z.coerce.number().int().nonnegative() }),
]);

/**
 * Marks what somebody has read: one notice of hers, or all up to the newest that she saw. The first mark stays. Throws
 * `bad_shape`, `not_found` for a notice that is not hers.
 */
export async function markRead(
  sql: Sql,
  recipientId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  const read = markWire.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Refusal('bad_shape', { field: 'intent' });
  const at = new Date(now.wallMs);
  if (read.data.intent === 'read-all') {
    await sql`update notice set read_at = ${at}
      where recipient_id = ${recipientId} and read_at is null and seq <= ${read.data.upTo}`;
    return;
  }
  const [known] = await sql<{ id: string }[]>`
    select id from notice where id = ${read.data.notice} and recipient_id = ${recipientId}`;
  if (!known) throw new Refusal('not_found');
  await sql`update notice set read_at = ${at} where id = ${known.id} and read_at is null`;
}
