import { mkdirSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDataDir } from '../app/platform/env.server.ts';
import { ensureDatabase } from '../db/launch/ensure-database.ts';
import { holdLock } from '../db/launch/hold-lock.mjs';
import { hasCluster, launchPostgres } from '../db/launch/launch-postgres.ts';
import { migrateDatabase } from '../db/migrate.ts';

/** A PostgreSQL of the bench's own, with the product's settings and schema. */
export type Cluster = { dataDir: string; databaseUrl: string; postmaster: number; remove(): Promise<void> };

/** Makes the cluster in `<DATA_DIR>/bench`; what a killed bench left there goes first. `remove` leaves nothing. */
export async function openCluster(): Promise<Cluster> {
  const home = readDataDir();
  const dataDir = join(home, 'bench');
  mkdirSync(home, { recursive: true });
  const release = await holdLock(join(home, 'bench.lock'), 1_000);
  if (hasCluster(dataDir)) await (await launchPostgres(dataDir)).stop();
  removeData(dataDir);
  const server = await launchPostgres(dataDir);
  const databaseUrl = await ensureDatabase(server, 'bench');
  await migrateDatabase(databaseUrl);
  const remove = async () => {
    await server.stop();
    removeData(dataDir);
    release();
  };
  return { dataDir, databaseUrl, postmaster: server.pid, remove };
}

/** The launcher puts the cluster elsewhere when the postgres user cannot reach the data folder, and notes where. */
function removeData(dataDir: string): void {
  const note = join(dataDir, 'postgres.json');
  if (existsSync(note)) {
    const { place } = JSON.parse(readFileSync(note, 'utf8')) as { place: string };
    if (/^[0-9a-f]{16}$/.test(basename(place))) rmSync(place, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
