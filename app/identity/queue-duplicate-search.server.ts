import type { SqlTx } from '../../db/client.ts';

/** Has the worker look for this face on other accounts; it looks once it is active. Safe to repeat. */
export async function queueDuplicateSearch(tx: SqlTx, referenceId: string): Promise<void> {
  await tx`insert into job (kind, subject, payload) values ('find_duplicates', ${referenceId}, '{}'::jsonb)
    on conflict (kind, subject) do update set done_at = null, tries = 0, failure = null, run_after = now()
      where job.done_at is not null`;
}
