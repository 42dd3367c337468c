import type { RefusalCode } from '../../platform/refusal.ts';
import type { CameraState } from '../device/camera.client.ts';
import type { StepShown } from '../challenge/face.wire.ts';
import type { ChallengePurpose, FaceFault } from '../face-state.ts';
import type { FaceSentenceKey } from './face-words.ts';

/** What a check is taken for: the purpose, and in a lesson the lease and control it answers. */
export type FacePlace = { purpose: ChallengePurpose; fence: number | null; controlId: string | null };

/** The drawing beside the sentence. */
export type FaceSign = 'left' | 'right' | 'blink' | 'closed' | null;

/** What a face check shows. Verdicts come from the server only. */
export type FacePhase =
  | { name: 'tips' }
  | { name: 'opening' }
  /** There is no picture to take. */
  | { name: 'no_camera'; state: CameraState }
  /** The camera picture in the oval, and one thing to do. `step` of `steps` counts from 1; 0 before the first. */
  | { name: 'acting'; say: FaceSentenceKey; sign: FaceSign; step: number; steps: number }
  | { name: 'judging'; say: FaceSentenceKey }
  | { name: 'passed' }
  | { name: 'again'; fault: FaceFault | null }
  | { name: 'person' }
  | { name: 'refused'; refused: RefusalCode };

export type FaceView = { phase: FacePhase; camera: CameraState; mayAskTime: boolean };

export const firstFaceView: FaceView = { phase: { name: 'tips' }, camera: 'off', mayAskTime: false };

/** The sentence and drawing of an action. Left and right are the learner's own; the picture is shown mirrored. */
export function showAction({ action, times }: Pick<StepShown, 'action' | 'times'>): {
  say: FaceSentenceKey;
  sign: FaceSign;
} {
  if (action === 'turn_left') return { say: 'left', sign: 'left' };
  if (action === 'turn_right') return { say: 'right', sign: 'right' };
  return { say: times === 1 ? 'blinkOnce' : times === 2 ? 'blinkTwice' : 'blinkThrice', sign: 'blink' };
}

/** What stands in the way of a good picture, the gravest first; null: nothing. */
export function findObstacle(seen: {
  faces: number;
  tooDark: boolean;
  tooFar: boolean;
  tooNear: boolean;
  centred: boolean;
}): FaceSentenceKey | null {
  if (seen.tooDark) return 'dark';
  if (seen.faces === 0) return 'nobody';
  if (seen.faces > 1) return 'two';
  if (seen.tooFar) return 'far';
  if (seen.tooNear) return 'near';
  return seen.centred ? null : 'aside';
}
