import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { redrawBatch } from './draw-batch.server.ts';
import { completeBatch, confirmBatch, publishBatch, signBatch } from './move-batch.server.ts';
import { answerObjection, strikeEntry } from './object-to-batch.server.ts';
import { priceClass } from './price-class.server.ts';
import { batchWorkWire } from './subsidy.wire.ts';

/** Does what a form of a list's page asks. Throws refusals of the verbs, `bad_shape` (field). */
export async function workOnBatch(
  house: House,
  session: Session,
  batchId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  const typed = Object.fromEntries(form);
  const read = batchWorkWire.safeParse(typed);
  if (!read.success) {
    // Many lines have the same form: whose it was is told with the field.
    const of =
      [typed['entryId'], typed['objectionId'], typed['classId']].find((one) => typeof one === 'string') ?? '';
    throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? ''), of: String(of) });
  }
  const work = read.data;
  switch (work.intent) {
    case 'redraw':
      return redrawBatch(house, session, batchId, now);
    case 'price':
      return priceClass(house.sql, session, batchId, work, now);
    case 'sign':
      return signBatch(house.sql, session, batchId, work, now);
    case 'publish':
      return publishBatch(house, session, batchId, work.seenSha256, now);
    case 'strike':
      return strikeEntry(house.sql, session, batchId, work, now);
    case 'answer': {
      const { objectionId, upheld, answer } = work;
      const answered = { objectionId, answer, isUpheld: upheld === 'yes' };
      return answerObjection(house.sql, session, batchId, answered, now);
    }
    case 'complete':
      return completeBatch(house, session, batchId, work.seenSha256, now);
    case 'confirm':
      return confirmBatch(house.sql, session, batchId, work, now);
  }
}
