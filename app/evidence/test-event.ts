/** A question as it was drawn: its name, the SHA-256 of its words, and the order of its choices (0: the right one). */
export type DrawnPlace = { id: string; sha256: string; order: number[] };

/** What a bank holds, as its SHA-256 is taken over it: weights in thousandths, questions by their hashes. */
export type BankOutline = {
  courseVersionId: string;
  weights: { item: string | null; permille: number }[];
  questions: { id: string; item: string | null; sha256: string }[];
};

/**
 * Decisions of a final theory test. The paper is told by a hash when it is drawn, so that the learner's own export gives
 * no answer away, and opened when it was judged.
 */
export type TestEvent =
  | {
      kind: 'test_opened';
      fence: number;
      paperId: string;
      enrolmentId: string;
      attempt: number;
      bankSha256: string;
      paperSha256: string;
      questions: number;
      /** The rules this paper is pinned to: the verifier judges by them. */
      limitMs: number;
      passPct: number;
      triesMax: number;
      waitMs: number;
      faceWithinMs: number;
      photoAnswerMs: number;
      face: 'checked' | 'witnessed' | 'not_asked';
      faceId: string | null;
      /** The lessons of the class, all of them complete. */
      lessons: string[];
      windowId: string;
    }
  /** Another window goes on with the paper; the one before is told. */
  | {
      kind: 'test_moved';
      fence: number;
      fromFence: number;
      paperId: string;
      face: 'checked' | 'witnessed' | 'not_asked';
      faceId: string | null;
      windowId: string;
    }
  /** `place` from 1, `choice` from 0, as the paper shows them. */
  | { kind: 'test_answered'; fence: number; paperId: string; place: number; choice: number }
  | { kind: 'test_submitted'; fence: number; paperId: string }
  | { kind: 'test_expired'; fence: number; paperId: string }
  | {
      kind: 'test_judged';
      fence: number;
      paperId: string;
      salt: string;
      drawn: DrawnPlace[];
      right: number;
      passed: boolean;
    }
  /** One more try, by two people. It belongs to no paper: fence 0. */
  | {
      kind: 'test_try_granted';
      fence: 0;
      enrolmentId: string;
      grantId: string;
      cause: string;
      reasonSha256: string;
      grantedBy: string;
      confirmedBy: string;
    };
