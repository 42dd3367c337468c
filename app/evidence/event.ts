import type { ClockReading } from '../platform/clock.ts';

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
      /** The lessons that come before this one in the learner's course, in order (P008). */
      lessonsBefore: string[];
      windowId: string;
    }
  | { kind: 'lease_ended'; fence: number; reason: string }
  | { kind: 'earned'; fence: number; beatSeq: number; elapsedMs: number; fromMs: number; earnedMs: number }
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
  | { kind: 'snapshot_missed'; fence: number; demandId: string; classHour: number };

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
