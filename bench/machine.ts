import { availableParallelism, cpus, release, totalmem } from 'node:os';
import type { Sql } from '../db/client.ts';

/** What the figures were measured on. */
export async function readMachine(sql: Sql): Promise<Record<string, string | number>> {
  const [row] = await sql<{ version: string; commit: string; fsync: string }[]>`
    select current_setting('server_version') as version, current_setting('synchronous_commit') as commit,
      current_setting('fsync') as fsync`;
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.versions.node,
    postgres: row?.version ?? 'unknown',
    durable: `synchronous_commit ${row?.commit}, fsync ${row?.fsync}`,
  };
}
