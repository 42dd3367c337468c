import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { openDatabase, type Database } from '../../db/client.ts';
import { makeTemplate } from './make-template.ts';
import { testPostgres } from './test-house.ts';

/** A database of its own, cloned from the migrated template with its fixtures and prepared lessons. */
export type TestDatabase = Database & { databaseUrl: string };

/** Clones the template. `close()` drops the clone. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = await testPostgres();
  const template = await makeTemplate(server);
  const name = `test_${process.pid}_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const admin = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
  await admin`create database ${admin(name)} template ${admin(template)}`;
  const databaseUrl = server.urlOf(name);
  const database = openDatabase(databaseUrl, 4);
  const close = async () => {
    await database.close();
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end({ timeout: 5 });
  };
  return { ...database, databaseUrl, close };
}
