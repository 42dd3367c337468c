import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { endPaper, isOver } from './end-test.server.ts';
import type { HoldTest } from './final-test.wire.ts';
import { loadPapers } from './load-paper.server.ts';
import type { TestPaper } from './test-state.ts';

type Worked = { paper: TestPaper; events: EvidenceEvent[] };

/**
 * Works on a learner's own paper under the lock on her chain. One whose time is over is judged first and comes back ended,
 * as does one that was handed in: `work` sees only a live paper in the window that holds it. Throws `not_found`,
 * `lease_ended` (another window goes on).
 */
export async function holdPaper(
  sql: Sql,
  learnerId: string,
  { paperId, fence }: Pick<HoldTest, 'paperId' | 'fence'>,
  now: ClockReading,
  work: (tx: SqlTx, paper: TestPaper) => Promise<Worked>,
): Promise<TestPaper> {
  const { paper } = await appendDecisions(sql, learnerId, now, async (tx): Promise<Worked> => {
    const [paper] = await loadPapers(tx, learnerId, { paperId });
    if (!paper) throw new Refusal('not_found');
    if (paper.end) return { paper, events: [] };
    if (isOver(paper, now)) {
      const { end, events } = await endPaper(tx, paper, 'expired', now);
      return { paper: { ...paper, end }, events };
    }
    if (paper.fence !== fence) throw new Refusal('lease_ended', { reason: 'taken_over' });
    return work(tx, paper);
  });
  return paper;
}
