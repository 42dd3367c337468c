import type { Sql, SqlTx } from '../../../db/client.ts';

/** Who of a class passed its final theory test, by enrolment; null: the class has none. */
export async function readTested(_sql: Sql | SqlTx, _classId: string): Promise<ReadonlySet<string> | null> {
  return null;
}
