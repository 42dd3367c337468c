import { until } from './face-backlog.ts';
import type { BenchHouse } from './open-house.ts';
import { startPart } from './start-part.ts';

/** The product's own worker, once everything but the photographs is done; its pictures and sounds are made elsewhere. */
export async function startWorker({ sql, databaseUrl, dataDir, masterKey }: BenchHouse): Promise<number> {
  await sql`insert into job (kind, subject, payload, run_after)
    values ('prepare_controls', 'all', '{}'::jsonb, now() + interval '1 day')`;
  const settings = { NODE_ENV: 'production', DATA_DIR: dataDir, MASTER_KEY: masterKey.toString('hex') };
  const env = { ...settings, DATABASE_URL: databaseUrl };
  const { pid } = startPart(new URL('../worker.ts', import.meta.url), [], env, { isQuiet: true });
  await until('The worker does not live', async () => (await sql`select 1 from worker_heartbeat`).length > 0);
  await until('The keeping is not done', async () => {
    const due = await sql`select 1 from job
      where done_at is null and (run_after <= now() or claimed_by is not null) limit 1`;
    return due.length === 0;
  });
  return pid;
}
