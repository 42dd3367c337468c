import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import { judgeAnswers } from '../../evidence/test-paper.ts';
import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import { readClock } from '../../platform/clock.server.ts';
import { tellTestResults } from '../../training/notices/tell-test.server.ts';
import { loadPapers } from './load-paper.server.ts';
import type { TestEndReason, TestPaper } from './test-state.ts';

/** Whether the time of a paper is over, by the server's clock. */
export const isOver = ({ opened, rules }: TestPaper, now: ClockReading): boolean =>
  elapsedMs(opened, now) > rules.limitMs;

/** Ends an open paper and judges what was answered, under the caller's lock on the chain; the caller appends. */
export async function endPaper(
  tx: SqlTx,
  paper: TestPaper,
  reason: TestEndReason,
  now: ClockReading,
): Promise<{ end: NonNullable<TestPaper['end']>; events: EvidenceEvent[] }> {
  const { learnerId, id: paperId, fence, questions, answers, rules, salt } = paper;
  const orders = questions.map(({ order }) => order);
  const { right, passed } = judgeAnswers(orders, answers, rules.passPct);
  const ended = await tx`update test_paper set ended_at = ${new Date(now.wallMs)}, end_reason = ${reason},
      right_count = ${right}, is_passed = ${passed}
    where learner_id = ${learnerId} and id = ${paperId} and ended_at is null`;
  if (ended.count !== 1) throw new Error('the paper is not open');
  await tellTestResults(tx, { id: paperId }, learnerId);
  const drawn = questions.map(({ id, sha256, order }) => ({ id, sha256, order }));
  return {
    end: { reason, atMs: now.wallMs, right, isPassed: passed },
    events: [
      { kind: reason === 'submitted' ? 'test_submitted' : 'test_expired', fence, paperId },
      { kind: 'test_judged', fence, paperId, salt, drawn, right, passed },
    ],
  };
}

/** The learner's open paper, once one whose time is over has been judged; the caller holds the lock and appends. */
export async function closeOverdue(
  tx: SqlTx,
  learnerId: string,
  now: ClockReading,
): Promise<{ open: TestPaper | null; events: EvidenceEvent[] }> {
  const [open] = await loadPapers(tx, learnerId, 'open');
  if (!open || !isOver(open, now)) return { open: open ?? null, events: [] };
  return { open: null, events: (await endPaper(tx, open, 'expired', now)).events };
}

/** Judges the papers whose time is over, learner by learner, with what was answered. Answers how many. */
export async function endOverdueTests(sql: Sql, nowMs: number, max = 200): Promise<number> {
  const overdue = await sql<{ learnerId: string }[]>`
    select learner_id as "learnerId" from test_paper
    where ended_at is null and ends_at < ${new Date(nowMs)} order by ends_at limit ${max}`;
  for (const { learnerId } of overdue) await closeOverdueOf(sql, learnerId);
  return overdue.length;
}

/** Judges this learner's paper if its time is over. */
export async function closeOverdueOf(sql: Sql, learnerId: string, now = readClock()): Promise<void> {
  await appendDecisions(sql, learnerId, now, (tx) => closeOverdue(tx, learnerId, now));
}
