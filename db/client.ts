import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { openRenewablePool } from './renewable-pool.ts';
import * as schema from './schema/index.ts';

/** The raw driver, for the hot path: prepared statements, no ORM. */
export type Sql = postgres.Sql<{ bigint: number }>;
/** A transaction of the raw driver. */
export type SqlTx = postgres.TransactionSql<{ bigint: number }>;
/** Drizzle, for everything that is not hot. */
export type Db = PostgresJsDatabase<typeof schema>;
/** Drizzle inside a transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
type SnakeCase<S extends string> = S extends `${infer A}${infer B}`
  ? `${A extends Lowercase<A> ? A : `_${Lowercase<A>}`}${SnakeCase<B>}`
  : '';
/** A table's row as the raw driver gives it: column names in snake case. */
export type RawRow<T extends { $inferSelect: object }> = {
  [K in keyof T['$inferSelect'] & string as SnakeCase<K>]: T['$inferSelect'][K];
};
/** Both doors to one database. */
export type Database = {
  sql: Sql;
  db: Db;
  /** Opens both doors anew, after the driver lost a connection in a way that it does not survive. */
  renew(): void;
  close(): Promise<void>;
};

/**
 * Opens `databaseUrl` with `max` connections for each door; waits 5 s for a connection before it refuses. `program`: what
 * PostgreSQL lists the connections as.
 * Two pools, because Drizzle replaces the JSON and date handling of the client that it is given.
 */
export function openDatabase(databaseUrl: string, max = 8, program = 'zhenxue'): Database {
  const options = { max, connect_timeout: 5, onnotice: () => {} };
  // One plan for all calls: planning the hot path's joins anew costs more than running them. Behind PgBouncer this is
  // set by `alter database`.
  const name = { application_name: program };
  const connection = { ...name, plan_cache_mode: 'force_generic_plan' };
  // Every bigint of the schema is a safe integer.
  const bigint = { to: 20, from: [20], serialize: String, parse: Number };
  const hot = openRenewablePool<Sql>(() =>
    postgres(databaseUrl, { ...options, connection, types: { bigint } }),
  );
  const pages = openRenewablePool(() => postgres(databaseUrl, { ...options, connection: name }));
  const renew = () => {
    hot.renew();
    pages.renew();
  };
  const close = async () => {
    await Promise.all([hot.sql.end({ timeout: 5 }), pages.sql.end({ timeout: 5 })]);
  };
  return { sql: hot.sql, db: drizzle(pages.sql, { schema }), renew, close };
}
