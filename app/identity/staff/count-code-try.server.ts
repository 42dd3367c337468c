import type { Sql, SqlTx } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';

/** Wrong codes a person may give: a million codes, three of them right at any time. */
export const codeLimits = [
  { failures: 5, windowMs: 300_000 },
  { failures: 20, windowMs: 86_400_000 },
] as const;

const nameOf = (personId: string) => `second-step ${personId}`;

/**
 * Counts a try as wrong **before** the code is looked at, so that a hundred parallel guesses are a hundred tries;
 * `forgetCodeTries` takes them back once one was right. Throws `code_wait` with `retryAfterS`.
 */
export async function countCodeTry(sql: Sql, personId: string, nowMs: number): Promise<void> {
  const waitMs = await sql.begin(async (tx) => {
    const name = nameOf(personId);
    await tx`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
    for (const { failures, windowMs } of codeLimits) {
      const [oldest] = await tx<{ at: Date }[]>`
        select at from sign_in_failure where phone = ${name} and at > ${new Date(nowMs - windowMs)}
        order by at desc offset ${failures - 1} limit 1`;
      if (oldest) return oldest.at.getTime() + windowMs - nowMs;
    }
    await tx`insert into sign_in_failure (phone, address, at) values (${name}, 'second-step', ${new Date(nowMs)})`;
    return 0;
  });
  if (waitMs > 0) throw new Refusal('code_wait', { field: 'code', retryAfterS: Math.ceil(waitMs / 1000) });
}

/** A code was right, or an authority above gave a new beginning. */
export async function forgetCodeTries(tx: SqlTx, personId: string): Promise<void> {
  await tx`delete from sign_in_failure where phone = ${nameOf(personId)}`;
}
