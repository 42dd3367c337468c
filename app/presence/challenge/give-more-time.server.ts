import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { extend, remainingMs } from './challenge-time.ts';
import type { MoreTime } from './face.wire.ts';
import { readChallengeRow, requireOpen } from './read-challenge-row.server.ts';
import { readFaceRules } from './read-face-rules.server.ts';
import type { Sitter } from '../require-face.server.ts';

/** Gives a slow hand as much time again, as often as the class allows; beyond that the time simply stays. */
export async function giveMoreTime(
  house: House,
  sitter: Sitter,
  challengeId: string,
  now: ClockReading,
): Promise<MoreTime> {
  const { learnerId } = sitter;
  return house.sql.begin(async (tx) => {
    const challenge = await readChallengeRow(tx, learnerId, challengeId, true);
    requireOpen(challenge, sitter, now);
    const { extensionsMax } = await readFaceRules(tx, learnerId);
    const { time } = challenge;
    if (time.extensions >= extensionsMax) return { remainingMs: remainingMs(time, now), extensionsLeft: 0 };
    const { answerMs, extensions } = extend(time);
    await tx`update face_challenge set answer_ms = ${answerMs}, extensions = ${extensions}
      where learner_id = ${learnerId} and id = ${challengeId}`;
    return {
      remainingMs: remainingMs({ ...time, answerMs }, now),
      extensionsLeft: extensionsMax - extensions,
    };
  });
}
