import postgres from 'postgres';
import type { Postgres } from './launch-postgres.ts';

/** Creates the database `name` unless it exists; returns its address. */
export async function ensureDatabase(server: Postgres, name: string): Promise<string> {
  const sql = postgres(server.urlOf('postgres'), { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
  return server.urlOf(name);
}
