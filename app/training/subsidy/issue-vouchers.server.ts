import { randomInt } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { drawVoucherNumber } from './number-voucher.ts';

const batch = 500;

/**
 * Gives every learner of a subsidised class that was approved her voucher, once, under her own ID number (P082, P083);
 * whoever has no number waits for it. Answers how many were given; run by the worker, and by as many at once as like.
 */
export async function issueVouchers(sql: Sql, now: ClockReading): Promise<number> {
  const due = await sql<{ enrolmentId: string; learnerId: string; classId: string; digest: Buffer }[]>`
    select e.id as "enrolmentId", e.learner_id as "learnerId", e.class_id as "classId", p.id_number_digest as digest
    from training_class c join enrolment e on e.class_id = c.id join person p on p.id = e.learner_id
    where c.is_subsidised and c.state in ('approved', 'closed') and p.id_number_digest is not null
      and not exists (select from voucher v where v.learner_id = e.learner_id and v.class_id = e.class_id)
    order by c.approved_at, e.id limit ${batch}`;
  let given = 0;
  for (const { enrolmentId, learnerId, classId, digest } of due) {
    const number = drawVoucherNumber((below) => randomInt(below));
    const rows = await sql`
      insert into voucher (number, learner_id, class_id, enrolment_id, id_number_digest, issued_at)
      values (${number}, ${learnerId}, ${classId}, ${enrolmentId}, ${digest}, ${new Date(now.wallMs)})
      on conflict do nothing returning 1`;
    given += rows.length;
  }
  return given;
}
