import type { Sql, SqlTx } from '../../../db/client.ts';
import { isTold, type Told } from './told.server.ts';

/** Tells the clerks and heads of an institution how their bureau set its standing (P044, P060). */
export async function tellStandings(tx: Sql | SqlTx, told: Told): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'standing_set', s.id::text,
      jsonb_strip_nulls(jsonb_build_object('standing', s.standing, 'day', s.until_day)), s.decided_at
    from institution_standing s join person p on p.institution_id = s.institution_id and p.role in ('clerk', 'head')
    where ${isTold(tx, told, 's.id', 's.decided_at')}
    on conflict do nothing`;
}
