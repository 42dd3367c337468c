import type postgres from 'postgres';

/** A pool that can be thrown away and opened anew while everyone keeps the same handle. */
export type RenewablePool<S> = { sql: S; renew(): void };

/** Least time between two renewals: a database that is really away must not be stormed. */
const renewEveryMs = 2_000;

/**
 * Wraps a pool of postgres.js 3.4.9, whose connections do not survive every fault: one that dies in a transaction throws
 * outside of any promise and never writes again (its issues 1154, 1208). `renew` opens a fresh pool behind the same handle; what was
 * under way is refused as CONNECTION_DESTROYED and asked again by the browser.
 */
export function openRenewablePool<S extends postgres.Sql>(open: () => S): RenewablePool<S> {
  let current = open();
  let renewedMs = -Infinity;
  const handle = new Proxy((() => {}) as unknown as S, {
    apply: (_target, _self, args) => Reflect.apply(current, undefined, args),
    get: (_target, key) => {
      const value: unknown = Reflect.get(current, key);
      return typeof value === 'function' ? value.bind(current) : value;
    },
  });
  const renew = () => {
    if (performance.now() - renewedMs < renewEveryMs) return;
    renewedMs = performance.now();
    const old = current;
    current = open();
    // Drizzle set its own reading and writing of values on the first pool.
    Object.assign(current.options.parsers, old.options.parsers);
    Object.assign(current.options.serializers, old.options.serializers);
    old.end({ timeout: 0 }).catch(() => {});
  };
  return { sql: handle, renew };
}

/** What a connection that is lost is called, by the driver, the system and PostgreSQL (shutting down, starting up). */
const lost = /^(CONNECT(ION)?_(TIMEOUT|CLOSED|ENDED|DESTROYED)|ECONN(RESET|REFUSED)|EPIPE|57P0[123])$/;

/**
 * Whether an error that nobody caught is about a lost connection: the driver's write to a socket that is gone, or a
 * rejection of its own reading of types while it connects.
 */
export function isDriverFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (lost.test(String((error as NodeJS.ErrnoException).code))) return true;
  return (
    error instanceof TypeError &&
    /[\\/]postgres[\\/](cjs[\\/])?src[\\/]connection\.js/.test(error.stack ?? '')
  );
}
