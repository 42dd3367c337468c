import type { Sql } from '../../../db/client.ts';
import type { ChallengeAction, ChallengeReason, ChallengeState, FaceFault } from '../face-state.ts';
import { findAskedAction } from './find-asked-action.ts';
import { frameIdOf } from '../review/find-picture.server.ts';

/** The frames of one challenge in their order, each with the action that was asked when it came. */
export type FrameStrip = {
  reason: ChallengeReason;
  attempt: number;
  state: ChallengeState;
  fault: FaceFault | null;
  /** Numbers of the verdict as they were stored. */
  verdict: unknown;
  /** Deleted after the appeal window: their hashes stay in the log. */
  erased: boolean;
  frames: { id: string; seq: number; arrivedMs: number; asked: ChallengeAction | null }[];
};

type ChallengeRow = Omit<FrameStrip, 'frames'> & { actions: ChallengeAction[]; shownMs: number[] };

/** Reads what is left of a challenge; null if it is not this learner's. */
export async function readFrames(
  sql: Sql,
  learnerId: string,
  challengeId: string,
): Promise<FrameStrip | null> {
  const [challenge] = await sql<ChallengeRow[]>`
    select reason, attempt, state, fault, verdict, actions, shown_ms as "shownMs",
      frames_erased_at is not null as erased
    from face_challenge where learner_id = ${learnerId} and id = ${challengeId}`;
  if (!challenge) return null;
  const rows = await sql<{ seq: number; arrivedMs: number }[]>`
    select seq, arrived_ms as "arrivedMs" from face_frame
    where learner_id = ${learnerId} and challenge_id = ${challengeId} order by seq`;
  const { actions, shownMs, ...strip } = challenge;
  const frames = rows.map(({ seq, arrivedMs }) => ({
    ...{ id: frameIdOf(challengeId, seq), seq, arrivedMs },
    asked: findAskedAction(actions, shownMs, arrivedMs),
  }));
  return { ...strip, frames };
}
