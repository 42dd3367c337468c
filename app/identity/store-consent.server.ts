import type { SqlTx } from '../../db/client.ts';
import type { FaceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { ConsentAction, ConsentChannel } from './consent-version.ts';

/** What was said, to which text, where and by which browser. */
export type ConsentSaid = { version: string; channel: ConsentChannel; userAgent: string };

/**
 * Notes what the learner said and answers the event for her log; the caller holds the lock on her chain. A row is
 * always later than the one before, so that a clock that was set back undoes no withdrawal (F07).
 */
export async function storeConsent(
  tx: SqlTx,
  learnerId: string,
  action: ConsentAction,
  said: ConsentSaid,
  now: ClockReading,
): Promise<FaceEvent> {
  const { version, channel } = said;
  await tx`insert into face_consent (learner_id, action, version, channel, user_agent, at)
    select ${learnerId}, ${action}, ${version}, ${channel}, ${said.userAgent.slice(0, 200)},
      greatest(${new Date(now.wallMs)}::timestamptz, max(at) + interval '1 ms')
    from face_consent where learner_id = ${learnerId}`;
  return { kind: 'consent', fence: 0, action, version, channel };
}
