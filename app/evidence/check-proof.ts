import { canonical } from './canonical.ts';
import type { BrokenRow } from './check-chain.ts';
import type { Crypto } from './crypto.ts';
import type { ChainedEvent } from './event.ts';
import { judgeClassHours } from './judge-class-hours.ts';
import { readProofNumber } from './proof-number.ts';
import { replayEvent } from './replay-event.ts';
import { emptyReplay } from './replay-state.ts';
import type { ProofBody, ProofFile } from './study-proof.ts';
import type { EvidenceExport } from './verify-export.ts';

/** Reads the signed text of a proof; null: it is none, or its bytes are not canonical. */
export function readProofBody(text: string): ProofBody | null {
  try {
    const body = JSON.parse(text) as ProofBody;
    return body.zhenxue === 'study-proof' && body.v === 1 && canonical(body) === text ? body : null;
  } catch {
    return null;
  }
}

/** Why the arithmetic of a proof cannot be true, or null (P001, P033, P034). */
function checkHours({ hours, basis }: ProofBody): string | null {
  const { onlineTheory, inPersonTheory, practice } = hours;
  const { plan, rules, ledger, inPerson } = basis;
  const total = onlineTheory + inPersonTheory + practice;
  if ([onlineTheory, inPersonTheory, practice].some((one) => !Number.isSafeInteger(one) || one < 0))
    return 'its hours are no whole numbers';
  if (onlineTheory * 100 > rules.onlineTheoryMaxPct * total)
    return `more than ${rules.onlineTheoryMaxPct} % of its hours were online (P001)`;
  if (practice * 100 < rules.practicalMinPct * total)
    return `less than ${rules.practicalMinPct} % of its hours were practice (P033)`;
  if (onlineTheory > ledger.onlineHours.length) return 'it states more hours online than its own basis holds';
  if (inPersonTheory > inPerson.theoryHours || practice > inPerson.practiceHours)
    return 'it states more hours in person than its own basis holds';
  if (total === 0 || total < plan.onlineTheory + plan.inPersonTheory + plan.practice)
    return 'its hours are fewer than the plan';
  return null;
}

/** Checks a proof by itself: signature, bytes, number, arithmetic. Answers the body and why it does not hold, or null. */
export function checkProof(
  { body: text, signature }: ProofFile,
  publicKey: string,
  crypto: Crypto,
): { body: ProofBody | null; why: string | null } {
  if (!crypto.verify(publicKey, text, signature))
    return { body: readProofBody(text), why: 'its signature is not by this key' };
  const body = readProofBody(text);
  if (!body) return { body, why: 'it is no study proof' };
  if (readProofNumber(body.number) !== body.number)
    return { body, why: 'its number has a wrong check character' };
  if (crypto.sha256(canonical(body.basis)) !== body.basisSha256)
    return { body, why: 'its basis has another hash than it states' };
  return { body, why: checkHours(body) };
}

/**
 * Checks a proof against the log of its learner, which `verifyExport` has found to hold: the row it rests on, the row that
 * tells of its issue, and its hours online, recomputed from everything before. Names the row that does not hold.
 */
export function checkProofLedger(
  body: ProofBody,
  bodySha256: string,
  file: EvidenceExport,
  sha256: (text: string) => string,
): { broken: BrokenRow | null; isRevoked: boolean } {
  const { seq, hash, onlineHours } = body.basis.ledger;
  const at = (row: number, why: string) => ({ broken: { row, why }, isRevoked: false });
  if (file.learnerId !== body.learnerId) return at(1, 'the proof belongs to another learner');
  if (seq > 0 && file.rows[seq - 1]?.hash !== hash)
    return at(seq, 'it is not the row that the proof rests on');
  const events = file.rows.map((row) => JSON.parse(row.body) as ChainedEvent);
  const issue = events[seq];
  if (issue?.kind !== 'proof_issued' || issue.number !== body.number || issue.bodySha256 !== bodySha256)
    return at(seq + 1, 'it is not the issue of this proof');
  const replay = emptyReplay();
  for (const event of events.slice(0, seq)) replayEvent(replay, event, sha256);
  const proven = judgeClassHours(replay).filter(
    ({ enrolmentId, recognised }) => recognised && enrolmentId === body.enrolmentId,
  );
  if (proven.map(({ number }) => number).join() !== onlineHours.join())
    return at(
      seq,
      `up to here the log proves class hours ${proven.map(({ number }) => number).join(', ') || 'none'}, the proof states ${onlineHours.join(', ') || 'none'}`,
    );
  const isTested = [...replay.tests.values()].some(
    ({ opened, passed }) => opened.enrolmentId === body.enrolmentId && passed,
  );
  if (body.basis.finalTest === 'passed' && !isTested)
    return at(seq, 'up to here the log tells of no final test that was passed');
  const isRevoked = events.some((event) => event.kind === 'proof_revoked' && event.number === body.number);
  return { broken: null, isRevoked };
}
