import type { Sql, SqlTx } from '../../../db/client.ts';
import { isTold, type Told } from './told.server.ts';

/** Tells clerks and heads that a class of theirs was inspected (P025, P048). */
export async function tellInspected(tx: Sql | SqlTx, told: Told): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'class_inspected', n.id::text, jsonb_build_object('classId', c.id, 'class', c.title), n.recorded_at
    from inspection n join training_class c on c.id = n.class_id
      join person p on p.institution_id = c.institution_id and p.role in ('clerk', 'head')
    where ${isTold(tx, told, 'n.id', 'n.recorded_at')}
    on conflict do nothing`;
}

/** Tells clerks and heads that a class lost its subsidy, or has it again (P053). */
export async function tellSubsidies(tx: Sql | SqlTx, told: Told): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'subsidy_' || f.kind, f.id::text, jsonb_build_object('classId', c.id, 'class', c.title), f.at
    from class_subsidy_fact f join training_class c on c.id = f.class_id
      join person p on p.institution_id = c.institution_id and p.role in ('clerk', 'head')
    where ${isTold(tx, told, 'f.id', 'f.at')}
    on conflict do nothing`;
}
