import type { ClockReading } from '../platform/clock.ts';
import type { ProofEvent } from './proof-event.ts';
import type { TestEvent } from './test-event.ts';

/** Version of the event union; a change of meaning is a new number, old rows stay readable. */
export const eventVersion = 1;

/** One decision. Every field is an integer, string, boolean, null or a list of these, so that its canonical bytes are unique. */
export type EvidenceEvent =
  | {
      kind: 'lease_opened';
      fence: number;
      enrolmentId: string;
      lessonId: string;
      videoVersionId: string;
      contentSha256: string;
      ordinal: number;
      durationMs: number;
      baseMs: number;
      provenMs: number;
      frontierMs: number;
      /** The rules this lease is pinned to: the verifier judges by them. */
      controlGapMaxMs: number;
      controlAnswerMs: number;
      beatGapMaxMs: number;
      classHourMs: number;
      snapshotAnswerMs: number;
      snapshotsPerHour: number;
      faceChecksPerHour: number;
      faceControlMs: number;
      /** By what the learner was known (P007): a passed check, a clerk who saw her, or a profile that asks for none. */
      face: 'checked' | 'witnessed' | 'not_asked';
      /** The challenge or witness behind `face`; null: none. */
      faceId: string | null;
      /** The lessons that come before this one in the learner's course, in order (P008). */
      lessonsBefore: string[];
      windowId: string;
    }
  | { kind: 'lease_ended'; fence: number; reason: string }
  | { kind: 'earned'; fence: number; beatSeq: number; elapsedMs: number; fromMs: number; earnedMs: number }
  | {
      /** Beats that followed each other, nothing between them: each is judged as if it stood alone. */
      kind: 'played';
      fence: number;
      /** Number of the first; each has the next. */
      firstSeq: number;
      fromMs: number;
      /** Time spent, and by how much less was earned, of every beat, ms, one after the other. */
      steps?: number[];
      /** Rows that are older than `steps` tell time spent and time earned. */
      beats?: number[];
      /** The server's clocks at the last beat: up to here its time is spent. Absent: those of the row. */
      counted?: ClockReading;
    }
  | {
      kind: 'uncounted';
      fence: number;
      beatSeq: number;
      reason: string;
      claimedFromMs: number;
      claimedToMs: number;
    }
  | {
      kind: 'control_asked';
      fence: number;
      controlId: string;
      controlKind: string;
      attempt: number;
      frontierMs: number;
    }
  | {
      kind: 'control_answered';
      fence: number;
      controlId: string;
      result: 'right' | 'wrong' | 'wrong_again' | 'late' | 'swapped';
      tookMs: number;
      /** Everything before this is proven now. */
      provenMs: number;
      /** What this answer proved: provenMs now less provenMs before. */
      gainedMs: number;
      /** Played while the control was on its way, counted with this answer, waiting for the next proof. */
      carryMs: number;
    }
  | { kind: 'withheld'; fence: number; controlId: string; fromMs: number; toMs: number; reason: string }
  | { kind: 'lesson_completed'; fence: number; lessonId: string; ordinal: number; durationMs: number }
  | { kind: 'snapshot_asked'; fence: number; demandId: string; classHour: number }
  | {
      kind: 'snapshot_taken';
      fence: number;
      demandId: string;
      classHour: number;
      sha256: string;
      likenessOf: string | null;
    }
  | { kind: 'snapshot_missed'; fence: number; demandId: string; classHour: number }
  | FaceEvent
  | ProofEvent
  | TestEvent;

/** Decisions about who somebody is. They belong to no lease: fence 0. Distances are thousandths. */
export type FaceEvent =
  | {
      kind: 'consent';
      fence: 0;
      action: 'given' | 'declined' | 'withdrawn';
      version: string;
      channel: string;
    }
  | {
      kind: 'face_enrolled';
      fence: 0;
      referenceId: string;
      challengeId: string;
      modelId: string;
      sha256: string;
      compared: 'id_photo' | 'witness';
      distance: number | null;
      clerkId: string | null;
      secondId: string | null;
    }
  | {
      /** The same front picture, read by a newer model set; nobody new is enrolled. */
      kind: 'face_renewed';
      fence: 0;
      referenceId: string;
      fromModelId: string;
      modelId: string;
      /** Of the front picture. */
      sha256: string;
    }
  | {
      kind: 'face_checked';
      fence: 0;
      challengeId: string;
      purpose: 'enrolment' | 'lesson' | 'control';
      reason: string;
      controlId: string | null;
      attempt: number;
      result: 'passed' | 'failed';
      fault: string | null;
      /** To the enrolled face; null: there was none to compare, or no face. */
      distance: number | null;
      matchAtMost: number;
      modelId: string;
      referenceId: string | null;
      /** SHA-256 over the frames' own hashes, in order. */
      framesSha256: string;
      frames: number;
    }
  | {
      kind: 'face_witnessed';
      fence: 0;
      witnessId: string;
      clerkId: string;
      untilWallMs: number;
      reasonSha256: string;
    }
  | {
      kind: 'snapshot_judged';
      fence: 0;
      enrolmentId: string;
      demandId: string;
      classHour: number;
      verdict: string;
      /** Whether it fills its class hour. */
      counts: boolean;
      distance: number | null;
      matchAtMost: number;
      faces: number;
      modelId: string;
      referenceId: string | null;
    }
  | { kind: 'presence_graded'; fence: 0; grade: string; verdict: string; demandIds: string[] }
  | { kind: 'helper_said'; fence: 0; untilWallMs: number }
  | { kind: 'case_opened'; fence: 0; caseId: string; caseKind: string; subjectId: string }
  | {
      kind: 'case_decided';
      fence: 0;
      caseId: string;
      caseKind: string;
      subjectId: string;
      decision: string;
      decidedBy: string;
      reasonSha256: string;
    }
  | { kind: 'pictures_erased'; fence: 0; what: string; count: number; why: string };

/** An event as it stands in the chain. */
export type ChainedEvent = EvidenceEvent & {
  v: number;
  learnerId: string;
  seq: number;
  /** SHA-256 of the row before, hex; 64 zeros for the first. */
  prev: string;
  /** The server's clocks at the decision. */
  at: ClockReading;
};
