import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.ts';
import { forgetWorker } from '../jobs.server.ts';
import { log } from './log.server.ts';

/** Whether this process lives; one of another user lives, too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Says which workers of this machine (`host`) ended without a word, killed or out of memory, and forgets them: no
 * supervisor need have seen it. For a worker that starts and has given no sign of life yet.
 */
export async function tellEndedWorkers(db: Db, host: string): Promise<void> {
  const rows = await db.execute<{ worker: string; silentS: number }>(sql`
    select worker, extract(epoch from now() - beat_at)::int as "silentS" from worker_heartbeat
    where starts_with(worker, ${`${host}-`})`);
  for (const { worker, silentS } of rows) {
    const pid = Number(worker.slice(host.length + 1).split('-')[0]);
    if (!Number.isSafeInteger(pid) || (pid !== process.pid && isAlive(pid))) continue;
    log.error({ worker, silentS }, 'a worker ended without a word');
    await forgetWorker(db, worker);
  }
}
