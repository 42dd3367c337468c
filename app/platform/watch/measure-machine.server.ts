import type { Sql } from '../../../db/client.ts';
import { readMachineRoom } from '../read-queues.server.ts';
import { openGauge, openLabelled } from './metrics.server.ts';

/** A scrape that comes sooner is told the same figures: nobody storms the database by asking. */
const freshMs = 2_000;

/** Figures that the database tells: jobs by kind, connections by program, workers, size. All processes tell the same. */
export function measureMachine(sql: Sql): void {
  const labelled = (name: string, help: string, labels: string[]) =>
    openLabelled({ name, help }, labels, () => refresh());
  const jobs = labelled('zhenxue_jobs', 'Jobs by kind and state (failed, done: of the last day).', [
    'kind',
    'state',
  ]);
  const ages = labelled('zhenxue_job_age_seconds', 'How long the oldest due job of a kind waits.', ['kind']);
  const connections = labelled(
    'zhenxue_database_connections',
    'Connections to the database by program and state: the use of the pools.',
    ['program', 'state'],
  );
  const figures = {
    ...{ up: 0, connectionsMax: 0, bytes: 0, workers: 0, silentS: 0 },
    replicas: null as number | null,
  };
  const gauge = (name: string, help: string, key: keyof typeof figures) =>
    openGauge({ name, help, together: 'max' }, () => refresh().then(() => figures[key]));
  gauge('zhenxue_database_up', '1 while the database answers.', 'up');
  gauge('zhenxue_database_connections_max', 'Connections the database allows.', 'connectionsMax');
  gauge('zhenxue_database_bytes', 'Size of the database.', 'bytes');
  gauge(
    'zhenxue_database_replicas',
    'Standbys that stream now; missing without the grant of pg_monitor.',
    'replicas',
  );
  gauge('zhenxue_workers', 'Workers heard of in the last day.', 'workers');
  gauge('zhenxue_worker_silent_seconds', 'How long the liveliest worker has been silent.', 'silentS');

  async function read(): Promise<void> {
    const room = await readMachineRoom(sql);
    const used = await sql<{ program: string; state: string; n: number }[]>`
      select coalesce(nullif(application_name, ''), 'other') as program, coalesce(state, 'unknown') as state, count(*)::int as n
      from pg_stat_activity where datname = current_database() group by 1, 2`;
    const replicas = await countReplicas(sql);
    for (const one of [jobs, ages, connections]) one.reset();
    for (const { kind, oldestS, ...states } of room.queues) {
      for (const [state, n] of Object.entries(states)) jobs.labels(kind, state).set(n);
      ages.labels(kind).set(oldestS ?? 0);
    }
    for (const { program, state, n } of used) connections.labels(program, state).inc(n);
    figures.up = 1;
    figures.connectionsMax = room.connectionsMax;
    figures.bytes = room.databaseBytes;
    figures.replicas = replicas;
    figures.workers = room.workers.length;
    figures.silentS = Math.min(...room.workers.map(({ silentS }) => silentS), 86_400);
  }

  let readMs = -Infinity;
  let reading: Promise<void> | null = null;
  function refresh(): Promise<void> {
    if (reading) return reading;
    if (performance.now() - readMs < freshMs) return Promise.resolve();
    reading = read()
      .catch(() => {
        figures.up = 0;
      })
      .finally(() => {
        readMs = performance.now();
        reading = null;
      });
    return reading;
  }
}

/** Standbys that stream now. Null where our role is not told: PostgreSQL shows it rows without a state, which is not none. */
export async function countReplicas(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ n: number | null }[]>`
    select case when pg_has_role(current_user, 'pg_read_all_stats', 'usage')
      then count(*) filter (where state = 'streaming')::int end as n from pg_stat_replication`;
  return row?.n ?? null;
}
