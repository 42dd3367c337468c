import { randomBytes, randomUUID } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import { lockChains } from '../../evidence/append.server.ts';
import { readFaceStanding } from '../../identity/read-face-standing.server.ts';
import { requireConsent } from '../../identity/require-consent.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { secureDraw } from '../../study/draw.server.ts';
import { loadStudies } from '../../study/load-study.server.ts';
import { countTries } from './count-tries.server.ts';
import { modelId } from '../engine/models.ts';
import { drawChallenge } from './draw-challenge.ts';
import type { ChallengeReason } from '../face-state.ts';
import { framesMax, framesMin, type AskChallenge, type ChallengeAsked } from './face.wire.ts';
import { readFaceRules } from './read-face-rules.server.ts';
import { readFaceDue, type Sitter } from '../require-face.server.ts';

/** At most this many challenges an hour: trying on until an easy one comes is no way (D03). */
const perHourMax = 20;

/** A verdict that does not come for so long was lost: nobody is locked out by the server's own trouble, ms. */
const judgingMaxMs = 10 * 60_000;

/** Why this challenge is asked, and in which class; refuses what nobody waits for. */
type Occasion = { reason: ChallengeReason; enrolmentId: string | null; controlId: string | null };

/** An enrolment: once, and again only when a clerk has allowed a change (D08). */
async function findEnrolment(tx: SqlTx, learnerId: string): Promise<Occasion> {
  const standing = await readFaceStanding(tx, learnerId);
  if (standing.waitingId) throw new Refusal('face_waits');
  if (standing.activeId && !standing.changeAllowed) throw new Refusal('face_frozen');
  return { reason: standing.activeId ? 'change' : 'enrolment', enrolmentId: null, controlId: null };
}

/** The face control that is open in this very lease. */
async function findControl(tx: SqlTx, learnerId: string, request: AskChallenge): Promise<Occasion> {
  const { fence, controlId } = request;
  if (fence === null || controlId === null) throw new Refusal('bad_shape', { field: 'controlId' });
  const state = (await loadStudies(tx, [{ learnerId, fence }])).get(learnerId)?.state;
  if (!state || state.lease.endReason)
    throw new Refusal('lease_ended', { reason: state?.lease.endReason ?? 'unknown' });
  if (state.control?.id !== controlId || state.control.kind !== 'face') throw new Refusal('control_gone');
  const [before] = await tx<{ wrongTwice: boolean }[]>`
    select state = 'wrong' and attempt = 2 as "wrongTwice" from control
    where learner_id = ${learnerId} and fence = ${fence} and answered_at is not null
    order by answered_at desc limit 1`;
  const reason = before?.wrongTwice ? 'wrong_twice' : state.enrolment.faceDoubt ? 'doubt' : 'random';
  return { reason, enrolmentId: state.lease.enrolmentId, controlId };
}

async function findOccasion(
  tx: SqlTx,
  sitter: Sitter,
  request: AskChallenge,
  now: ClockReading,
): Promise<Occasion> {
  const { learnerId } = sitter;
  if (request.purpose === 'enrolment') return findEnrolment(tx, learnerId);
  const standing = await readFaceStanding(tx, learnerId);
  if (standing.waitingId) throw new Refusal('face_waits');
  if (!standing.activeId || standing.changeAllowed) throw new Refusal('face_not_enrolled');
  // After a release with other nets: the worker reads her enrolled face anew, and she loses neither a try nor her way.
  if (standing.activeModelId !== modelId) throw new Refusal('busy');
  if (request.purpose === 'control') return findControl(tx, learnerId, request);
  const { profile } = await readFaceRules(tx, learnerId);
  const reason = (await readFaceDue(tx, sitter, profile, now.wallMs)) ?? 'sitting';
  return { reason, enrolmentId: null, controlId: null };
}

/** One challenge at a time: an open one is given up, one that is being judged is waited for, so that no try is free. */
async function clearWay(tx: SqlTx, learnerId: string, now: ClockReading): Promise<void> {
  await tx`update face_challenge set state = 'expired'
    where learner_id = ${learnerId} and state = 'judging' and asked_wall_ms < ${now.wallMs - judgingMaxMs}`;
  const [row] = await tx<{ recent: number; judging: boolean | null }[]>`
    select count(*) filter (where asked_wall_ms > ${now.wallMs - 3_600_000})::int as recent,
      bool_or(state = 'judging') as judging
    from face_challenge where learner_id = ${learnerId}`;
  if (row?.judging) throw new Refusal('busy');
  if ((row?.recent ?? 0) >= perHourMax) throw new Refusal('too_fast', { retryAfterS: 60 });
  await tx`update face_challenge set state = 'expired' where learner_id = ${learnerId} and state = 'asked'`;
}

/**
 * Draws a challenge for this learner under this sign-in (P007). Throws `consent_missing`, `too_young`, `face_*`,
 * `lease_ended`, `control_gone`, `too_fast`, `busy`.
 */
export async function askChallenge(
  house: House,
  sitter: Sitter,
  request: AskChallenge,
  now: ClockReading,
): Promise<ChallengeAsked> {
  const { learnerId, sessionHash } = sitter;
  return house.sql.begin(async (tx) => {
    await lockChains(tx, [learnerId]);
    await requireConsent(tx, house.masterKey, learnerId, now.wallMs);
    const { reason, enrolmentId, controlId } = await findOccasion(tx, sitter, request, now);
    const rules = await readFaceRules(tx, learnerId, enrolmentId);
    const tries = await countTries(tx, learnerId);
    if (tries >= rules.triesMax) throw new Refusal('face_needs_person');
    await clearWay(tx, learnerId, now);
    const { purpose } = request;
    const actions = drawChallenge(secureDraw.drawInt, purpose);
    const [id, nonce] = [randomUUID(), randomBytes(32)];
    await tx`insert into face_challenge ${tx({
      ...{ learner_id: learnerId, id, purpose, reason, session_hash: sessionHash },
      ...{ control_id: controlId, attempt: tries + 1, actions: tx.json(actions), nonce, state: 'asked' },
      ...{ asked_wall_ms: now.wallMs, asked_mono_ms: now.monoMs, asked_boot: now.boot },
      answer_ms: rules.answerMs,
    })}`;
    return {
      ...{ id, reason, nonce: nonce.toString('base64'), attempt: tries + 1 },
      triesLeft: rules.triesMax - tries,
      steps: actions.length,
      remainingMs: rules.answerMs,
      extensionsLeft: rules.extensionsMax,
      framesMin,
      framesMax,
    };
  });
}
