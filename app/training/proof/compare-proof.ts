import type { ClassHours } from '../plan/judge-hours.ts';

/** Why a proof no longer matches: fewer hours are recognised now, its row of the log is another, or nobody signed it. */
export const proofFaults = ['hours', 'ledger', 'signature'] as const;
export type ProofFault = (typeof proofFaults)[number];

/** What a proof states, and what is found now. `ledgerHash`: of the row it rests on, hex; null: that row is gone. */
export type ProofFound = {
  stated: ClassHours & { ledgerHash: string };
  now: ClassHours & { ledgerHash: string | null; isSigned: boolean };
};

/** The gravest way in which a proof no longer matches; null: it does. More hours than it states are no fault. */
export function compareProof({ stated, now }: ProofFound): ProofFault | null {
  if (!now.isSigned) return 'signature';
  if (now.ledgerHash !== stated.ledgerHash) return 'ledger';
  const isLess = (['onlineTheory', 'inPersonTheory', 'practice'] as const).some(
    (kind) => now[kind] < stated[kind],
  );
  return isLess ? 'hours' : null;
}
