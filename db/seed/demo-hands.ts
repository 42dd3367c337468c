import type { Sql } from '../client.ts';
import { demoInstitutions } from './demo-people.ts';

/** Says of an approval that it is none. */
export const demoDocument = '演示批准（示例）';

type Hands = { personId: string; institutionId: string };

/** The demo's author and reviewer, of two institutions. Errors: there is no demo here. */
export async function findDemoHands(sql: Sql): Promise<{ author: Hands; reviewer: Hands }> {
  const find = async (role: string, institutionId: string): Promise<Hands> => {
    const [row] = await sql<Hands[]>`
      select id as "personId", institution_id as "institutionId" from person
      where role = ${role} and institution_id = ${institutionId} order by phone limit 1`;
    if (!row) throw new Error(`the demo has no ${role}`);
    return row;
  };
  return {
    author: await find('author', demoInstitutions.school),
    reviewer: await find('reviewer', demoInstitutions.office),
  };
}
