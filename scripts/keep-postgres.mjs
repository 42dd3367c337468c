import { setTimeout as sleep } from 'node:timers/promises';
import { readBirth } from '../db/launch/hold-lock.mjs';

/**
 * Looks after our PostgreSQL: when it is killed it is started again on the same port, while the server answers 503 and
 * phones wait. Ends when `hasStopped()`; throws when it does not come back. `holder` as in openData.
 */
export async function keepPostgres(dataDir, holder, hasStopped) {
  const { launchPostgres } = await import('../db/launch/launch-postgres.ts');
  while (!hasStopped()) {
    await sleep(500);
    const { pid } = await holder.launch;
    if (hasStopped() || readBirth(pid) !== null) continue;
    console.error('PostgreSQL ended by itself; starting it again.');
    holder.launch = launchPostgres(dataDir);
    await holder.launch;
  }
}
