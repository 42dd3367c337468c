import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { queueJob } from '../../platform/jobs.server.ts';
import type { ChallengeStanding } from './face.wire.ts';
import { readChallengeRow, requireOpen } from './read-challenge-row.server.ts';
import { readChallenge } from './read-challenge.server.ts';
import type { Sitter } from '../require-face.server.ts';

/** Hands a challenge to the worker, once; asked again it answers where the challenge stands. Throws `challenge_gone`. */
export async function finishChallenge(
  house: House,
  sitter: Sitter,
  challengeId: string,
  now: ClockReading,
): Promise<ChallengeStanding> {
  const { learnerId } = sitter;
  return house.sql.begin(async (tx) => {
    const challenge = await readChallengeRow(tx, learnerId, challengeId, true);
    if (challenge.state === 'asked' || challenge.state === 'expired') {
      requireOpen(challenge, sitter, now);
      await tx`update face_challenge set state = 'judging'
        where learner_id = ${learnerId} and id = ${challengeId}`;
      // Somebody waits before the screen.
      await queueJob(tx, { kind: 'judge_challenge', subject: challengeId, learnerId, priority: 0 });
    }
    return readChallenge(tx, learnerId, challengeId, now);
  });
}
