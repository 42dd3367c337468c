import type { Sql, SqlTx } from '../../../db/client.ts';
import type { StandingSet } from './judge-standing.ts';

/** A word of a bureau about an institution, with who said it, when and why. */
export type StandingTold = StandingSet & {
  id: string;
  reason: string;
  bureau: string;
  /** Area of the bureau, GB/T 2260. */
  areaCode: string;
  decidedAt: string;
};

/** Every standing that an institution was ever given, in the order in which they were set. */
export async function readStandings(sql: Sql | SqlTx, institutionId: string): Promise<StandingTold[]> {
  return sql<StandingTold[]>`
    select s.id, s.standing, s.from_day::text as "fromDay", s.until_day::text as "untilDay", s.reason, b.name as bureau,
      b.place_code as "areaCode", to_char(s.decided_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "decidedAt"
    from institution_standing s join person p on p.id = s.decided_by join institution b on b.id = p.institution_id
    where s.institution_id = ${institutionId} order by s.seq`;
}
