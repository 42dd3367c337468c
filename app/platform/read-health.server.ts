import type { Sql } from '../../db/client.ts';

export type Health = {
  status: 'ok' | 'degraded' | 'down';
  database: 'ok' | 'down';
  worker: 'ok' | 'silent' | 'unknown';
};

/** How long a worker may be silent. */
const silentS = 30;

/** Whether the database answers within two seconds and a worker has beaten lately. */
export async function readHealth(sql: Sql): Promise<Health> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 2_000).unref());
  try {
    const [row] = await Promise.race([
      sql<{ alive: boolean | null }[]>`
        select max(beat_at) > now() - make_interval(secs => ${silentS}) as alive from worker_heartbeat`,
      late,
    ]);
    const worker = row?.alive ? 'ok' : 'silent';
    return { status: worker === 'ok' ? 'ok' : 'degraded', database: 'ok', worker };
  } catch {
    return { status: 'down', database: 'down', worker: 'unknown' };
  }
}
