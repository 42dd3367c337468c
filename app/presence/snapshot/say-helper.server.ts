import { randomUUID } from 'node:crypto';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import { requireConsent } from '../../identity/require-consent.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { readLiveLease } from '../../study/read-lease.server.ts';
import type { HelperSaid } from '../challenge/face.wire.ts';

/** How long a second face is nothing bad after she said so, ms. */
const helperMs = 30 * 60_000;

/**
 * Notes that somebody helps the learner in her lesson; said again, the first word stands until it ends. Answers how
 * long it holds, ms. Throws `lease_ended`, `consent_missing`.
 */
export async function sayHelper(
  house: House,
  learnerId: string,
  fence: number,
  now: ClockReading,
): Promise<HelperSaid> {
  await readLiveLease(house.sql, learnerId, fence);
  await requireConsent(house.sql, house.masterKey, learnerId, now.wallMs);
  const { untilMs } = await appendDecisions(house.sql, learnerId, now, async (tx) => {
    const [held] = await tx<{ until: Date }[]>`
      select until from helper_notice where learner_id = ${learnerId} and until > ${new Date(now.wallMs)}
      order by until desc limit 1`;
    if (held) return { events: [] as FaceEvent[], untilMs: held.until.getTime() };
    const untilMs = now.wallMs + helperMs;
    await tx`insert into helper_notice (learner_id, id, said_at, until)
      values (${learnerId}, ${randomUUID()}, ${new Date(now.wallMs)}, ${new Date(untilMs)})`;
    const said: FaceEvent = { kind: 'helper_said', fence: 0, untilWallMs: untilMs };
    return { events: [said], untilMs };
  });
  return { remainingMs: untilMs - now.wallMs };
}
