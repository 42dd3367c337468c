import type { ChainedEvent, FaceEvent } from './event.ts';
import type { Replay } from './replay-state.ts';

/** Kinds of decisions that belong to a person, not to a lease. */
const faceKinds = new Set<ChainedEvent['kind']>([
  'consent',
  'face_enrolled',
  'face_renewed',
  'face_checked',
  'face_witnessed',
  'snapshot_judged',
  'presence_graded',
  'helper_said',
  'case_opened',
  'case_decided',
  'pictures_erased',
] satisfies FaceEvent['kind'][]);

export type ChainedFaceEvent = Extract<ChainedEvent, { kind: FaceEvent['kind'] }>;
type Of<K extends ChainedEvent['kind']> = Extract<ChainedEvent, { kind: K }>;

export function isFaceEvent(event: ChainedEvent): event is ChainedFaceEvent {
  return faceKinds.has(event.kind);
}

/** By what a lease was opened has to stand in the log before it (P007, I4); answers what does not hold, or null. */
export function checkFace(replay: Replay, event: Of<'lease_opened'>): string | null {
  if (event.face === 'not_asked' && event.faceChecksPerHour > 0)
    return 'it opens without the live check of its rules';
  return checkSitter(replay, event);
}

/** Whether what somebody sat down by stands in the log; answers what does not hold, or null. */
export function checkSitter(
  replay: Replay,
  event: Pick<Of<'lease_opened'>, 'face' | 'faceId' | 'at'>,
): string | null {
  const { face, faceId } = event;
  if (face === 'not_asked') return null;
  if (!replay.consents) return 'it opens without consent to face data';
  if (face === 'witnessed') {
    const untilMs = replay.witnesses.get(faceId ?? '') ?? 0;
    return untilMs >= event.at.wallMs ? null : 'it opens by a witness who is not in the log (P007)';
  }
  if (faceId === null) return null;
  return replay.passed.has(faceId) ? null : 'it opens by a live check that was not passed (P007)';
}

/** A check is passed only at or under its own threshold, by a person who agreed to it. */
function takeCheck(replay: Replay, event: Of<'face_checked'>): string | null {
  if (!replay.consents) return 'a face is checked without consent';
  if (event.result === 'failed') return null;
  if (event.purpose !== 'enrolment' && event.distance === null)
    return 'a check is passed with nothing to compare';
  if (event.distance !== null && event.distance > event.matchAtMost)
    return 'a check is passed by another face (P007)';
  if (replay.passed.has(event.challengeId)) return 'one challenge is passed twice (D03)';
  replay.passed.set(event.challengeId, { controlId: event.controlId, at: event.at });
  return null;
}

/** Takes a photograph out of its class hour, or gives it back after a person has looked (P009). */
function countPhotograph(replay: Replay, demandId: string, counts: boolean): string | null {
  const taken = replay.taken.get(demandId);
  if (!taken) return 'it judges a photograph that was never taken';
  if (taken.counts === counts) return null;
  taken.counts = counts;
  replay.photographs.set(taken.hour, (replay.photographs.get(taken.hour) ?? 0) + (counts ? 1 : -1));
  return null;
}

/** A person looked: hers fills its class hour, somebody else's does not; who cannot tell changes nothing. */
function settlePhotograph(replay: Replay, { decision, subjectId }: Of<'case_decided'>): string | null {
  const settles = decision === 'same_person' || decision === 'other_person';
  if (!settles || !replay.taken.has(subjectId)) return null;
  return countPhotograph(replay, subjectId, decision === 'same_person');
}

/** Applies a decision about who somebody is; answers why it cannot be true, or null (P007, P009). */
export function replayFace(replay: Replay, event: ChainedFaceEvent): string | null {
  switch (event.kind) {
    case 'consent':
      replay.consents = event.action === 'given';
      return null;
    case 'face_checked':
      return takeCheck(replay, event);
    case 'face_witnessed':
      replay.witnesses.set(event.witnessId, event.untilWallMs);
      return null;
    case 'snapshot_judged':
      return countPhotograph(replay, event.demandId, event.counts);
    case 'case_decided':
      return settlePhotograph(replay, event);
    case 'face_enrolled':
      return event.compared === 'witness' && event.clerkId === null
        ? 'a face is enrolled with nothing to compare (D08)'
        : null;
    case 'face_renewed':
    case 'presence_graded':
    case 'helper_said':
    case 'case_opened':
    case 'pictures_erased':
      return null;
  }
}
