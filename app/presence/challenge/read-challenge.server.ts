import type { Sql, SqlTx } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { remainingMs } from './challenge-time.ts';
import { countTries } from './count-tries.server.ts';
import { faultWords } from '../check/face-words.ts';
import type { ChallengeStanding } from './face.wire.ts';
import { readChallengeRow } from './read-challenge-row.server.ts';
import { readFaceRules } from './read-face-rules.server.ts';

/** What became of a challenge: one reason and one repair when it was not passed. Throws `challenge_gone`. */
export async function readChallenge(
  sql: Sql | SqlTx,
  learnerId: string,
  challengeId: string,
  now: ClockReading,
): Promise<ChallengeStanding> {
  const { id, state, fault, time } = await readChallengeRow(sql, learnerId, challengeId);
  const [{ triesMax }, tries] = await Promise.all([
    readFaceRules(sql, learnerId),
    countTries(sql, learnerId),
  ]);
  const words = fault && faultWords[fault];
  return {
    id,
    state: state === 'asked' && remainingMs(time, now) === 0 ? 'expired' : state,
    fault,
    say: words?.say.zh ?? null,
    fix: words?.fix.zh ?? null,
    triesLeft: Math.max(0, triesMax - tries),
    needsPerson: tries >= triesMax,
  };
}
