import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { OwnClass } from '../own-class.server.ts';
import { totalHours } from '../plan/judge-hours.ts';
import { readRounds } from '../survey/read-rounds.server.ts';
import { readWitnessedHours } from './decide-hours.server.ts';
import { isReady, readRecognised } from './read-recognised.server.ts';

/** The page of recognised hours and proofs, read for `own`, which `requireOwnClass` gave. */
export async function showProofs(sql: Sql, session: Session, own: OwnClass, now: ClockReading) {
  const [{ rows, plan }, witnessed, [last]] = await Promise.all([
    readRecognised(sql, own.id),
    readWitnessedHours(sql, own.id),
    readRounds(sql, own.id, now.wallMs),
  ]);
  const isRunning = own.state === 'approved' || own.state === 'closed';
  const isSatisfied = last?.standing.state === 'passed';
  return {
    rows: rows.map((row) => ({ ...row, isReady: isReady(row) })),
    plan: { ...plan, total: totalHours(plan) },
    witnessed,
    isSatisfied,
    mayIssue: session.role === 'clerk' && isRunning && isSatisfied,
    mayPrint: session.role === 'clerk',
    mayDecide: session.role === 'bureau',
  };
}

export type ProofsSeen = Awaited<ReturnType<typeof showProofs>>;
