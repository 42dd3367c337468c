import { inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import * as tables from '../../db/schema/index.ts';
import { fixtures, type FixtureLearner } from '../harness/fixtures.ts';

const durationMs = 600_000;

/**
 * Writes what a learner has after some study: lesson 1 done; lesson 2 proven to 05:00 with two minutes withheld, or done
 * too. The fixture lessons get a length of ten minutes.
 */
export async function studySome(db: Db, learner: FixtureLearner, { all = false } = {}): Promise<void> {
  const versions = fixtures.lessons.map(({ videoVersionId }) => videoVersionId);
  await db.transaction(async (tx) => {
    // Published versions never change: another length than theirs is written past the guards.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.update(tables.videoVersion).set({ durationMs }).where(inArray(tables.videoVersion.id, versions));
  });
  const row = (index: number, provenMs: number, held: boolean) => {
    const lesson = fixtures.lessons[index];
    if (!lesson) throw new Error(`There is no fixture lesson ${index}.`);
    return {
      learnerId: learner.id,
      videoVersionId: lesson.videoVersionId,
      enrolmentId: learner.enrolmentId,
      lessonId: lesson.lessonId,
      ordinal: lesson.ordinal,
      durationMs,
      provenMs,
      frontierMs: provenMs,
      controlGapMs: 100_000,
      withheldToMs: held ? provenMs + 120_000 : null,
      withheldReason: held ? ('late' as const) : null,
      completedAt: provenMs === durationMs ? new Date() : null,
    };
  };
  const rows = [row(0, durationMs, false), all ? row(1, durationMs, false) : row(1, 300_000, true)];
  await db.insert(tables.lessonProgress).values(rows);
  await db.insert(tables.enrolmentStudy).values({
    learnerId: learner.id,
    enrolmentId: learner.enrolmentId,
    creditedMs: rows.reduce((sum, { provenMs }) => sum + provenMs, 0),
  });
}
