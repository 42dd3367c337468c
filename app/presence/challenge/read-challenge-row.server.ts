import type { Sql, SqlTx } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { remainingMs, type ChallengeTime } from './challenge-time.ts';
import type {
  ChallengeAction,
  ChallengePurpose,
  ChallengeReason,
  ChallengeState,
  FaceFault,
} from '../face-state.ts';
import type { Sitter } from '../require-face.server.ts';

/** A challenge as it stands. */
export type Challenge = {
  id: string;
  learnerId: string;
  purpose: ChallengePurpose;
  reason: ChallengeReason;
  controlId: string | null;
  attempt: number;
  sessionHash: Buffer;
  actions: ChallengeAction[];
  shownMs: number[];
  nonce: Buffer;
  time: ChallengeTime;
  state: ChallengeState;
  fault: FaceFault | null;
};

type Row = Omit<Challenge, 'time'> & {
  askedWallMs: number;
  askedMonoMs: number;
  askedBoot: string;
  answerMs: number;
  extensions: number;
};

/** One challenge of this learner; another's, and an unknown one, is `challenge_gone` alike (O5). `lock`: held till the end. */
export async function readChallengeRow(
  sql: Sql | SqlTx,
  learnerId: string,
  challengeId: string,
  lock = false,
): Promise<Challenge> {
  const [row] = await sql<Row[]>`
    select id, learner_id as "learnerId", session_hash as "sessionHash", purpose, reason, control_id as "controlId", attempt, actions,
      shown_ms as "shownMs", nonce, asked_wall_ms as "askedWallMs", asked_mono_ms as "askedMonoMs",
      asked_boot as "askedBoot", answer_ms as "answerMs", extensions, state, fault
    from face_challenge where learner_id = ${learnerId} and id = ${challengeId} ${lock ? sql`for update` : sql``}`;
  if (!row) throw new Refusal('challenge_gone');
  const { askedWallMs, askedMonoMs, askedBoot, answerMs, extensions, ...rest } = row;
  const asked = { wallMs: askedWallMs, monoMs: askedMonoMs, boot: askedBoot };
  return { ...rest, time: { asked, answerMs, extensions } };
}

/**
 * Fails unless the challenge still waits for frames, its time is not over, and it is done under the sign-in that it was
 * asked under: nobody passes it for another device (P007).
 */
export function requireOpen(challenge: Challenge, sitter: Sitter, now: ClockReading): void {
  const isHere = challenge.sessionHash.equals(sitter.sessionHash);
  if (!isHere || challenge.state !== 'asked' || remainingMs(challenge.time, now) === 0)
    throw new Refusal('challenge_gone');
}
