import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readHolder, tryLock } from '../db/launch/hold-lock.mjs';
import { Plain } from './plain.mjs';

/** The data folder of this start. */
export function readDataDir() {
  return resolve(process.env.DATA_DIR ?? '.data');
}

/** Makes the data folder ours until we end. Throws one sentence when another start lives in it. */
export function takeDataDir(dataDir) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const file = join(dataDir, 'start.lock');
  const release = tryLock(file);
  if (release) return release;
  const holder = readHolder(file);
  throw new Plain(
    `Zhenxue already runs in ${dataDir} (process ${holder}); set another DATA_DIR and PORT to run a second one.`,
  );
}

/**
 * Starts or adopts our PostgreSQL, or uses the one of DATABASE_URL, and brings it to the schema. Leaves DATABASE_URL and
 * DATA_DIR in the environment for the programs we start. TypeScript must be registered before. `holder.launch` is the
 * promise of our PostgreSQL from the moment it is on its way, so that it can be stopped at any time.
 */
export async function openData(dataDir, holder) {
  const { migrateDatabase } = await import('../db/migrate.ts');
  if (!process.env.DATABASE_URL) {
    const { launchPostgres } = await import('../db/launch/launch-postgres.ts');
    const { ensureDatabase } = await import('../db/launch/ensure-database.ts');
    holder.launch = launchPostgres(dataDir);
    process.env.DATABASE_URL = await ensureDatabase(await holder.launch, 'zhenxue');
  }
  process.env.DATA_DIR = dataDir;
  await migrateDatabase(process.env.DATABASE_URL);
}

/** Stops our PostgreSQL, also one that is just coming up; one that never came needs no stop. */
export async function closeData(holder) {
  const server = await Promise.resolve(holder.launch).catch(() => null);
  await server?.stop();
}
