import type { Sql } from '../../db/client.ts';

/** The jobs of one kind by number only: neither subject nor payload nor failure, which may name somebody. */
export type Queue = {
  kind: string;
  waiting: number;
  working: number;
  failed: number;
  done: number;
  /** How long the oldest that is due waits, s. */
  oldestS: number | null;
};

/** How busy the machines are: no personal data at all. */
export type MachineRoom = {
  queues: Queue[];
  workers: { worker: string; silentS: number }[];
  databaseBytes: number;
  connections: number;
  connectionsMax: number;
};

/** Queue lengths (finished jobs of the last day), workers, database. */
export async function readMachineRoom(sql: Sql): Promise<MachineRoom> {
  const [queues, workers, [database]] = await Promise.all([
    sql<Queue[]>`
      select kind,
        count(*) filter (where done_at is null and (claimed_until is null or claimed_until < now()))::int as waiting,
        count(*) filter (where done_at is null and claimed_until >= now())::int as working,
        count(*) filter (where done_at > now() - interval '1 day' and failure is not null)::int as failed,
        count(*) filter (where done_at > now() - interval '1 day' and failure is null)::int as done,
        extract(epoch from now() - min(run_after) filter (where done_at is null and run_after <= now()))::int as "oldestS"
      from job where done_at is null or done_at > now() - interval '1 day' group by kind order by kind`,
    sql<{ worker: string; silentS: number }[]>`
      select worker, extract(epoch from now() - beat_at)::int as "silentS" from worker_heartbeat
      where beat_at > now() - interval '1 day' order by worker`,
    sql<{ bytes: string; connections: number; max: number }[]>`
      select pg_database_size(current_database())::text as bytes,
        (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
        current_setting('max_connections')::int as max`,
  ]);
  return {
    queues,
    workers,
    databaseBytes: Number(database?.bytes ?? 0),
    connections: database?.connections ?? 0,
    connectionsMax: database?.max ?? 0,
  };
}
