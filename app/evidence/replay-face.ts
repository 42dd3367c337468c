import type { ChainedEvent, FaceEvent } from './event.ts';
import type { Replay } from './replay-state.ts';

/** Kinds of decisions that belong to a person, not to a lease. */
const faceKinds = new Set<ChainedEvent['kind']>([
  'consent',
  'face_enrolled',
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

export function isFaceEvent(event: ChainedEvent): event is ChainedFaceEvent {
  return faceKinds.has(event.kind);
}

/** Applies a decision about who somebody is; answers why it cannot be true, or null (P007, P009). */
export function replayFace(_replay: Replay, _event: ChainedFaceEvent): string | null {
  return null;
}
