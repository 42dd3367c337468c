import type { SqlTx } from '../../db/client.ts';

/** Has the worker make a version once more, in the transaction of what changed about it. */
export async function requeueVersion(tx: SqlTx, videoVersionId: string): Promise<void> {
  await tx`insert into job (kind, subject, payload, priority) values ('prepare_version', ${videoVersionId}, '{}', 100)
    on conflict (kind, subject) do update set payload = '{}', done_at = null, tries = 0, failure = null, run_after = now()
    where job.done_at is not null`;
}
