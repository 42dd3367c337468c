import type { SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';

/** Most leases in twenty seconds: a reload or two is honest, a ping-pong of two clients is not (B05). */
const leasesIn20SMax = 6;

/** Refuses more leases than an honest learner with a bad line opens; says how long to wait. */
export async function limitLeases(
  tx: SqlTx,
  learnerId: string,
  perHourMax: number,
  now: ClockReading,
): Promise<void> {
  const since = (ms: number) => new Date(now.wallMs - ms);
  const [opened] = await tx<{ recent: number; hour: number }[]>`
    select count(*) filter (where opened_at > ${since(20_000)})::int as recent, count(*)::int as hour
    from lease where learner_id = ${learnerId} and opened_at > ${since(3_600_000)}`;
  if ((opened?.recent ?? 0) >= leasesIn20SMax) throw new Refusal('too_fast', { retryAfterS: 20 });
  if ((opened?.hour ?? 0) >= perHourMax) throw new Refusal('too_fast', { retryAfterS: 300 });
}
