import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openDatabase } from '../../db/client.ts';
import { ensureDatabase } from '../../db/launch/ensure-database.ts';
import { launchPostgres } from '../../db/launch/launch-postgres.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { prepareFixtureMedia } from '../harness/prepare-fixture-media.ts';
import { seedFixtures } from '../harness/seed-fixtures.ts';

/** A PostgreSQL that belongs to one test: durable like the product's, and it may be killed. */
export type Cluster = {
  databaseUrl: string;
  /** The folder that was given to it: password, log, and mostly the data. */
  home: string;
  /** Where the data directory lies. */
  folder: string;
  /** Its log so far. */
  readLog(): string;
  pid(): number;
  /** kill -9 of the postmaster. */
  kill9(): void;
  /** Starts it again on the same port, as `npm start` does when it ends by itself. */
  start(): Promise<void>;
  /** An orderly stop. */
  stop(): Promise<void>;
  remove(): Promise<void>;
};

/** Starts one; `home` may lie on another file system. It is empty, or was copied from another. */
export async function openCluster(home = mkdtempSync(join(tmpdir(), 'zhenxue-fault-'))): Promise<Cluster> {
  // The account that runs PostgreSQL passes through.
  chmodSync(home, 0o711);
  let server = await launchPostgres(home);
  const { port } = server;
  const databaseUrl = await ensureDatabase(server, 'faults');
  const place = (JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8')) as { place: string }).place;
  const elsewhere = place === '.' ? null : place;
  return {
    databaseUrl,
    home,
    folder: join(elsewhere ?? home, 'postgres'),
    readLog: () => readFileSync(join(home, 'postgres.log'), 'utf8'),
    pid: () => server.pid,
    kill9: () => void process.kill(server.pid, 'SIGKILL'),
    async start() {
      server = await launchPostgres(home);
      if (server.port !== port) throw new Error(`PostgreSQL came back on port ${server.port}, not ${port}`);
    },
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
      if (elsewhere && /^[0-9a-f]{16}$/.test(basename(elsewhere)) && existsSync(elsewhere))
        rmSync(elsewhere, { recursive: true, force: true });
    },
  };
}

/** Schema, fixtures and the lessons that the tests' pipeline prepared. */
export async function fillCluster({ databaseUrl }: Pick<Cluster, 'databaseUrl'>): Promise<void> {
  await migrateDatabase(databaseUrl);
  const database = openDatabase(databaseUrl, 2);
  try {
    await seedFixtures(database.db);
    await prepareFixtureMedia(database);
  } finally {
    await database.close();
  }
}
