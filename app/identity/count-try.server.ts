import { and, desc, eq, gt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { signInFailure } from '../../db/schema/identity.ts';
import { limitSignIn, signInLimits } from './limit-sign-in.ts';

/** One try to sign in. `place` is the network address, or `browser:…` for one that this person signed in with before. */
export type SignInTry = {
  phone: string;
  place: string;
  knownBrowser: boolean;
  /** Several accounts have this telephone. */
  isShared: boolean;
  nowMs: number;
};

/**
 * Counts a try as a failure **before** the password is looked at, so that a hundred parallel guesses are a hundred
 * failures (H09); a sign-in that proves right takes its failures back. Answers the wait in ms; 0 means counted, go on.
 */
export function countTry(db: Db, { phone, place, knownBrowser, nowMs }: SignInTry): Promise<number> {
  return db.transaction(async (tx) => {
    await lock(tx, `phone ${phone}`);
    await lock(tx, `place ${place}`);
    const samePhone = eq(signInFailure.phone, phone);
    const samePlace = eq(signInFailure.address, place);
    const failures = {
      pair: await newest(tx, and(samePhone, samePlace), signInLimits.pair, nowMs),
      address: await newest(tx, samePlace, signInLimits.address, nowMs),
      phone: await newest(tx, samePhone, signInLimits.phone, nowMs),
    };
    const waitMs = limitSignIn(failures, knownBrowser, nowMs);
    if (waitMs === 0) await tx.insert(signInFailure).values({ phone, address: place, at: new Date(nowMs) });
    return waitMs;
  });
}

/** Phone before place, always: two tries can never wait for each other. */
async function lock(tx: Tx, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${name}`}, 0))`);
}

/** Times of the newest failures that can matter, ms, newest first. */
async function newest(
  tx: Tx,
  where: ReturnType<typeof and>,
  limit: { failures: number; windowMs: number },
  nowMs: number,
): Promise<number[]> {
  const rows = await tx
    .select({ at: signInFailure.at })
    .from(signInFailure)
    .where(and(where, gt(signInFailure.at, new Date(nowMs - limit.windowMs))))
    .orderBy(desc(signInFailure.at))
    .limit(limit.failures);
  return rows.map((row) => row.at.getTime());
}
