import { leastMs } from './challenge-time.ts';
import { faceThresholds, judgeDistance } from '../engine/compare-faces.ts';
import type { FaceTemplate, FrameObservation } from '../engine/observation.ts';
import type { ChallengeAction, FaceFault } from '../face-state.ts';
import { faceLimits } from './face-limits.ts';
import { framesMin } from './face.wire.ts';
import { findPeople } from './count-people.ts';
import { judgeActions, type StepSeen } from './judge-actions.ts';
import { judgeIdentity, type Identity } from './judge-identity.ts';
import { median, namePose, readBaseline, type Pose } from './name-pose.ts';

/** One frame as the server saw it. Nothing of it was said by the browser (D01, D04). */
export type FrameToJudge = {
  seq: number;
  /** Arrival, ms after the challenge was asked. */
  arrivedMs: number;
  seen: FrameObservation;
  /** Least difference to any earlier picture of anybody (`cropDifference`); 1: nothing like it is known. */
  copyDifference: number;
  /** Difference to the frame before it; null for the first. */
  change: number | null;
};

export type ChallengeToJudge = {
  actions: readonly ChallengeAction[];
  /** When each action was shown, ms after the challenge was asked. */
  shownMs: readonly number[];
  frames: readonly FrameToJudge[];
  /** The enrolled face; null at enrolment: there is none to compare with. */
  reference: FaceTemplate | null;
};

/** A frame's numbers as they are kept: what it showed, never who. Degrees, thousandths, px, ms. */
export type FrameNumbers = {
  seq: number;
  arrivedMs: number;
  /** 0: before the first action. */
  step: number;
  pose: Pose | null;
  yaw: number | null;
  openness: number | null;
  facePx: number | null;
  faces: number;
  copyPermille: number;
};

export type ChallengeVerdict = {
  /** Null: passed. */
  fault: FaceFault | null;
  /** To the enrolled face and between the frames, thousandths; null: nothing to compare. */
  distance: number | null;
  spread: number | null;
  copies: number;
  frames: FrameNumbers[];
  /** Place in `frames` of the best straight look: what enrolment keeps. */
  frontAt: number | null;
};

/** The step during which a frame arrived; 0 before the first. */
function stepAt(shownMs: readonly number[], arrivedMs: number): number {
  return shownMs.filter((fromMs) => arrivedMs >= fromMs).length;
}

/** Why the frames cannot be judged for what they show: too few, too dark, at impossible times, not one face each. */
function judgeFrames({ shownMs, actions, frames }: ChallengeToJudge): FaceFault | null {
  if (frames.length < framesMin || shownMs.length < actions.length) return 'too_few_frames';
  // What she can mend comes before what a slow device does.
  if (median(frames.map(({ seen }) => seen.brightness)) < faceLimits.brightnessMin) return 'too_dark';
  const arrived = frames.map(({ arrivedMs }) => arrivedMs);
  const spanMs = Math.max(...arrived) - Math.min(...arrived);
  const baseline = arrived.filter((ms) => stepAt(shownMs, ms) === 0);
  if (spanMs < faceLimits.spanMsMin || baseline.length < faceLimits.baselineMin) return 'arrival';
  const isEmpty = (step: number) =>
    !arrived.some(
      (ms) => stepAt(shownMs, ms) === step && ms >= (shownMs[step - 1] ?? Infinity) + faceLimits.reactionMs,
    );
  if (actions.some((_, i) => isEmpty(i + 1))) return 'arrival';
  const last = actions.at(-1);
  if (last && Math.max(...arrived) < (shownMs.at(-1) ?? Infinity) + leastMs(last)) return 'arrival';
  const people = frames.map(({ seen }) => findPeople(seen));
  if (people.some((faces) => faces.length > 1)) return 'two_faces';
  if (people.some((faces) => faces.length === 0)) return 'no_face';
  if (people.some(([face]) => face && face.facePx < faceLimits.facePxMin)) return 'too_far';
  return null;
}

/** Names what each frame shows against the person's own straight look; null where there is no face. */
function namePoses({ shownMs, frames }: ChallengeToJudge): (Pose | null)[] {
  const faces = frames.map(({ seen }) => seen.faces[0] ?? null);
  const first = faces.filter((face, i) => face !== null && stepAt(shownMs, frames[i]?.arrivedMs ?? 0) === 0);
  if (first.length === 0) return faces.map(() => null);
  const baseline = readBaseline(first.filter((face) => face !== null));
  return faces.map((face) => face && namePose(face, baseline));
}

/** How many frames differ at most so much from an earlier picture of anybody. */
function countCopies(frames: readonly FrameToJudge[], differenceMax: number): number {
  return frames.filter(({ copyDifference }) => copyDifference <= differenceMax).length;
}

function isReplay(frames: readonly FrameToJudge[]): boolean {
  const { copyMax, copiesMin, nearCopyMax } = faceLimits;
  return countCopies(frames, copyMax) >= copiesMin || countCopies(frames, nearCopyMax) * 2 >= frames.length;
}

function judgeAll(challenge: ChallengeToJudge, poses: (Pose | null)[], identity: Identity): FaceFault | null {
  const { frames, actions, shownMs } = challenge;
  const unfit = judgeFrames(challenge);
  if (unfit) return unfit;
  if (isReplay(frames)) return 'replayed';
  if (!identity.isOne) return 'changed_person';
  if (identity.distance !== null && judgeDistance(identity.distance) === 'other') return 'other_person';
  const changes = frames.flatMap(({ change }) => change ?? []);
  const unmoved = changes.filter((change) => change <= faceLimits.stillMax).length;
  if (poses.every((pose) => pose === 'ahead') || unmoved * 2 > changes.length) return 'still';
  const steps = actions.map((asked, i): StepSeen => {
    const inStep = frames.map(({ arrivedMs }) => stepAt(shownMs, arrivedMs) === i + 1);
    return { asked, poses: poses.filter((pose, at): pose is Pose => pose !== null && inStep[at] === true) };
  });
  const wrong = judgeActions(steps);
  if (wrong) return wrong;
  return identity.distance !== null && judgeDistance(identity.distance) === 'doubt' ? 'doubt' : null;
}

/**
 * Judges the frames of one challenge (P007): one living person, the actions in order and in their own time, nothing
 * that came before, and the enrolled face. Passed is what has no fault.
 */
export function judgeChallenge(challenge: ChallengeToJudge): ChallengeVerdict {
  const { frames, shownMs, reference } = challenge;
  const poses = namePoses(challenge);
  const identity = judgeIdentity(
    frames.map(({ seen }, i) => ({ face: seen.faces[0] ?? null, pose: poses[i] ?? null })),
    reference,
  );
  return {
    fault: judgeAll(challenge, poses, identity),
    distance: identity.distance === null ? null : Math.round(identity.distance * 1_000),
    spread: identity.spread === null ? null : Math.round(identity.spread * 1_000),
    copies: countCopies(frames, faceLimits.copyMax),
    frontAt: identity.frontAt,
    frames: frames.map(({ seq, arrivedMs, seen, copyDifference }, i): FrameNumbers => {
      const [face] = seen.faces;
      return {
        ...{ seq, arrivedMs, step: stepAt(shownMs, arrivedMs), pose: poses[i] ?? null },
        yaw: face ? Math.round(face.yaw) : null,
        openness: face ? Math.round(500 * (face.eyes.left + face.eyes.right)) : null,
        facePx: face ? Math.round(face.facePx) : null,
        faces: findPeople(seen).length,
        copyPermille: Math.round(copyDifference * 1_000),
      };
    }),
  };
}

/** What a verdict was made by: stored with it, so that it can be made again. */
export const judgedBy = { thresholds: faceThresholds, limits: faceLimits } as const;
