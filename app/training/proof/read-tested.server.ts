import type { Sql, SqlTx } from '../../../db/client.ts';
import { countBank } from '../../study/final-test/fix-bank.server.ts';

/** Who of a class passed its final theory test, by enrolment; null: its lessons have no questions, so it has none. */
export async function readTested(sql: Sql | SqlTx, classId: string): Promise<ReadonlySet<string> | null> {
  const [own] = await sql<{ courseVersionId: string }[]>`
    select course_version_id as "courseVersionId" from training_class where id = ${classId}`;
  if (!own || (await countBank(sql, classId, own.courseVersionId)) === 0) return null;
  const passed = await sql<{ id: string }[]>`
    select distinct t.enrolment_id as id from test_paper t join enrolment e on e.id = t.enrolment_id
    where e.class_id = ${classId} and t.is_passed`;
  return new Set(passed.map(({ id }) => id));
}
