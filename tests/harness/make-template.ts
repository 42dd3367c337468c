import { join } from 'node:path';
import postgres from 'postgres';
import { openDatabase } from '../../db/client.ts';
import { holdLock } from '../../db/launch/hold-lock.mjs';
import type { Postgres } from '../../db/launch/launch-postgres.ts';
import { migrateDatabase } from '../../db/migrate.ts';
import { prepareFixtureMedia } from './prepare-fixture-media.ts';
import { seedFixtures } from './seed-fixtures.ts';
import { fingerprint, testDataDir } from './test-house.ts';

const sources = [
  'db/migrations',
  'tests/harness',
  'tests/fixtures/courses',
  'media-pipeline',
  'app/approval',
  'app/evidence',
  'app/training/rule-profile.ts',
];

/** The name that belongs to the sources as they were when this run of Vitest began. */
export function templateName(): string {
  return process.env.TEST_TEMPLATE ?? `template_${fingerprint(sources)}`;
}

let made: Promise<string> | undefined;

/** The name of the template: schema, fixtures, prepared lessons. Made once for each state of its sources. */
export function makeTemplate(server: Postgres): Promise<string> {
  made ??= makeOnce(server);
  return made;
}

async function makeOnce(server: Postgres): Promise<string> {
  const name = templateName();
  const release = await holdLock(join(testDataDir, 'template.lock'), 900_000);
  const admin = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
  try {
    const [found] = await admin`select datistemplate from pg_database where datname = ${name}`;
    if (found?.datistemplate === true) return name;
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin`create database ${admin(name)}`;
    await migrateDatabase(server.urlOf(name));
    const database = openDatabase(server.urlOf(name), 2);
    try {
      await seedFixtures(database.db);
      await prepareFixtureMedia(database);
    } finally {
      await database.close();
    }
    await admin`alter database ${admin(name)} with is_template true allow_connections false`;
    return name;
  } finally {
    await admin.end({ timeout: 5 });
    release();
  }
}

/** Drops what killed runs and older sources left. Only for the last run that lives. */
export async function dropLeftovers(server: Postgres): Promise<void> {
  const admin = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
  try {
    const rows = await admin<{ datname: string }[]>`
      select datname from pg_database where datname ~ '^(test|template)_' and datname <> ${templateName()}`;
    for (const { datname } of rows) {
      await admin`alter database ${admin(datname)} with is_template false`;
      await admin`drop database if exists ${admin(datname)} with (force)`;
    }
  } finally {
    await admin.end({ timeout: 5 });
  }
}
