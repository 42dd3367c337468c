import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { lockOwnBatch, takeBatchStep } from './own-batch.server.ts';

/** A class of a list: the most that its rules let a person get, and what each gets. Whole yuan; null: no limit, not typed. */
export type ClassAmount = {
  classId: string;
  title: string;
  institution: string;
  people: number;
  mostYuan: number | null;
  /** The clause behind `mostYuan`. */
  clause: string | null;
  amountYuan: number | null;
};

/** The classes of a list with their amounts. The list is the caller's own. */
export async function readClassAmounts(sql: Sql | SqlTx, batchId: string): Promise<ClassAmount[]> {
  return sql<ClassAmount[]>`
    select c.id as "classId", c.title, i.name as institution, count(*)::int as people,
      (r.parameters ->> 'subsidy_max_yuan')::int as "mostYuan",
      r.parameters -> 'basis' ->> 'subsidy_max_yuan' as clause, min(s.amount_yuan) as "amountYuan"
    from subsidy_entry s join enrolment e on e.id = s.enrolment_id join training_class c on c.id = e.class_id
      join institution i on i.id = c.institution_id join rule_profile r on r.id = c.rule_profile_id
    where s.batch_id = ${batchId} group by c.id, i.id, r.id order by i.name, c.title, c.id`;
}

/**
 * Types what everybody of a class gets, where no clause limits it (P040 is Beijing's alone). Whoever types has drawn the
 * list up: others sign for it (P079). Throws `not_found`, `forbidden`, `subsidy_step`, `bad_shape`.
 */
export async function priceClass(
  sql: Sql,
  session: Session,
  batchId: string,
  { classId, amountYuan }: { classId: string; amountYuan: number },
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await lockOwnBatch(tx, session, batchId);
    if (own.state !== 'drawn') throw new Refusal('subsidy_step');
    const one = (await readClassAmounts(tx, own.id)).find((each) => each.classId === classId);
    if (!one) throw new Refusal('not_found');
    if (one.mostYuan !== null) throw new Refusal('bad_shape', { field: 'amountYuan', of: classId });
    if (one.amountYuan === amountYuan) return;
    await tx`
      update subsidy_entry s set amount_yuan = ${amountYuan} from enrolment e
      where s.batch_id = ${own.id} and e.id = s.enrolment_id and e.class_id = ${classId}`;
    await takeBatchStep(tx, own.id, 'draw', session, `${one.title} ${amountYuan} 元`, now.wallMs);
  });
}
