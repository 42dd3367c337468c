/** Decisions about what a class comes to for a learner. They belong to no lease: fence 0. */
export type ProofEvent =
  /** The bureau says whether a class hour under a clerk's witness counts (P007). `classHour` from 0. */
  | {
      kind: 'hour_decided';
      fence: 0;
      enrolmentId: string;
      classHour: number;
      accepted: boolean;
      decidedBy: string;
      reasonSha256: string;
    }
  /** A study proof that was issued on everything before this row. Hours are whole class hours. */
  | {
      kind: 'proof_issued';
      fence: 0;
      enrolmentId: string;
      number: string;
      onlineHours: number;
      bodySha256: string;
      issuedBy: string;
    }
  | { kind: 'proof_revoked'; fence: 0; number: string; revokedBy: string; reasonSha256: string };
