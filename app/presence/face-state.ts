// The words of the face check: the same in schema, code, pages and log.

export const challengePurposes = ['enrolment', 'lesson', 'control'] as const;
/** What a challenge is for: the first pictures, the start of a sitting, or a control in the middle of a lesson. */
export type ChallengePurpose = (typeof challengePurposes)[number];

export const challengeReasons = [
  'enrolment',
  'change',
  'sitting',
  'absence',
  'new_device',
  'random',
  'wrong_twice',
  'doubt',
] as const;
/** Why it is asked (P007). */
export type ChallengeReason = (typeof challengeReasons)[number];

export const challengeStates = ['asked', 'judging', 'passed', 'failed', 'expired'] as const;
export type ChallengeState = (typeof challengeStates)[number];

/** One action. Left and right are the learner's own; in the unmirrored picture her left is at the right. */
export type ChallengeAction =
  { action: 'turn_left' | 'turn_right'; holdMs: number } | { action: 'blink'; times: number };

export const faceFaults = [
  'no_face',
  'two_faces',
  'too_far',
  'too_dark',
  'too_few_frames',
  'too_late',
  'arrival',
  'replayed',
  'still',
  'action_missing',
  'wrong_action',
  'changed_person',
  'doubt',
  'other_person',
] as const;
/** Why a challenge was not passed. Each has a sentence and a repair in words. */
export type FaceFault = (typeof faceFaults)[number];

export const snapshotVerdicts = ['match', 'doubt', 'other', 'nobody', 'two_people', 'covered'] as const;
/** Who is on a photograph, as far as the server can tell from one frame. */
export type SnapshotVerdict = (typeof snapshotVerdicts)[number];

export const presenceGrades = ['notice', 'warning', 'serious'] as const;
/** How much a sustained window of photographs weighs. Never a verdict of guilt. */
export type PresenceGrade = (typeof presenceGrades)[number];

export const referenceStates = [
  'waiting_witness',
  'waiting_second',
  'active',
  'refused',
  'replaced',
  'erased',
] as const;
/** The life of an enrolled face: frozen once active; a change waits for a clerk and a second approver. */
export type ReferenceState = (typeof referenceStates)[number];

export const caseKinds = [
  'enrolment',
  'change',
  'three_tries',
  'doubt',
  'contested',
  'sustained',
  'duplicate',
] as const;
/** What waits for a person to decide. */
export type CaseKind = (typeof caseKinds)[number];

export const caseDecisions = [
  'same_person',
  'other_person',
  'cannot_tell',
  'try_again',
  'witnessed',
  'approved',
  'refused',
] as const;
export type CaseDecision = (typeof caseDecisions)[number];

export const pictureKinds = ['snapshot', 'frame', 'reference', 'id_photo'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** By what a lease was opened: a passed check, a clerk who saw the person, or a rule profile that asks for none. */
export const leaseFaces = ['checked', 'witnessed', 'not_asked'] as const;
export type LeaseFace = (typeof leaseFaces)[number];
