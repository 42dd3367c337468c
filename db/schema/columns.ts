import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** Milliseconds or counters: PostgreSQL bigint, a safe integer in TypeScript. */
export const ms = (name: string) => bigint(name, { mode: 'number' });

/** A point of the server's wall clock, with time zone. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Raw bytes: hashes, sealed values. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
