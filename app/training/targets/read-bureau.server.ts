import type { Sql, SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';

/** The bureau of a session, with its area (GB/T 2260). Throws `forbidden` for everybody else. */
export async function readBureau(
  sql: Sql | SqlTx,
  session: Session,
): Promise<{ name: string; placeCode: string }> {
  const [bureau] = await sql<{ name: string; placeCode: string }[]>`
    select name, place_code as "placeCode" from institution
    where id = ${session.institutionId} and kind = 'bureau'`;
  if (session.role !== 'bureau' || !bureau) throw new Refusal('forbidden');
  return bureau;
}
