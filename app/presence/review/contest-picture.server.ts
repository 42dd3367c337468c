import type { SqlTx } from '../../../db/client.ts';
import { appendEvidence, lockChains } from '../../evidence/append.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { openCase } from './open-case.server.ts';

/** What a learner says is judged wrongly, in her own words; she need not write any. */
export type Contest = { subjectKind: 'snapshot' | 'challenge'; subjectId: string; words: string };

const wordsMax = 500;

/** Only what is her own, and judged, can be contested. */
async function isJudged(tx: SqlTx, learnerId: string, { subjectKind, subjectId }: Contest): Promise<boolean> {
  const rows =
    subjectKind === 'snapshot'
      ? await tx`select 1 from snapshot
          where learner_id = ${learnerId} and id = ${subjectId} and verdict is not null`
      : await tx`select 1 from face_challenge
          where learner_id = ${learnerId} and id = ${subjectId} and state in ('passed', 'failed')`;
  return rows.length > 0;
}

/**
 * Asks for a person to look again. Once while it is open: asking again changes nothing and answers `opened: false`.
 * Another's picture, and one without a verdict, is `not_found`.
 */
export async function contestPicture(
  house: Pick<House, 'sql'>,
  learnerId: string,
  contest: Contest,
  now: ClockReading,
): Promise<{ opened: boolean }> {
  const words = contest.words.trim();
  if (words.length > wordsMax) throw new Refusal('bad_shape', { field: 'words' });
  return house.sql.begin(async (tx) => {
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    if (!head || !(await isJudged(tx, learnerId, contest))) throw new Refusal('not_found');
    const { subjectKind, subjectId } = contest;
    const subject = { learnerId, kind: 'contested', subjectKind, subjectId } as const;
    const event = await openCase(tx, words ? { ...subject, words } : subject, now.wallMs);
    if (event) await appendEvidence(tx, [{ head, at: now, events: [event] }]);
    return { opened: event !== null };
  });
}
