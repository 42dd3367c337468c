import type { ChainedEvent } from './event.ts';
import { judgeClassHours } from './judge-class-hours.ts';
import type { ProofEvent } from './proof-event.ts';
import type { Replay } from './replay-state.ts';

const proofKinds = new Set<ChainedEvent['kind']>([
  'hour_decided',
  'proof_issued',
  'proof_revoked',
] satisfies ProofEvent['kind'][]);

export type ChainedProofEvent = Extract<ChainedEvent, { kind: ProofEvent['kind'] }>;

export function isProofEvent(event: ChainedEvent): event is ChainedProofEvent {
  return proofKinds.has(event.kind);
}

/** Applies a decision of the end of a class; answers why it cannot be true, or null (P001, P007). */
export function replayProof(replay: Replay, event: ChainedProofEvent): string | null {
  if (event.kind === 'hour_decided') {
    const hour = `${event.enrolmentId}/${event.classHour}`;
    if (!replay.witnessed.has(hour)) return 'it decides about a class hour that no clerk saw (P007)';
    replay.decided.set(hour, event.accepted);
    return null;
  }
  if (event.kind === 'proof_issued') {
    if (replay.proofs.has(event.number)) return 'one number is given to two proofs';
    const own = judgeClassHours(replay).filter(({ enrolmentId }) => enrolmentId === event.enrolmentId);
    const proven = own.filter(({ recognised }) => recognised).length;
    if (event.onlineHours > proven)
      return `its proof states ${event.onlineHours} class hours online, the log proves ${proven}`;
    const { seq, bodySha256 } = event;
    replay.proofs.set(event.number, { seq, bodySha256, isRevoked: false });
    return null;
  }
  const proof = replay.proofs.get(event.number);
  if (!proof || proof.isRevoked) return 'it revokes a proof that does not stand';
  proof.isRevoked = true;
  return null;
}
