import type { Sql } from '../../db/client.ts';
import { lockChains } from '../evidence/append.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ControlPools } from './control-pool.server.ts';
import { secureDraw } from './draw.server.ts';
import { loadStudies } from './load-study.server.ts';
import { saveStudies, type StudyChange } from './save-study.server.ts';
import type { Beat } from './study.wire.ts';
import { takeBeat } from './take-beat.ts';

/** One beat and whose it is. */
export type LearnerBeat = { learnerId: string; beat: Beat };
/** The answer as it was committed: a Standing in JSON, or a refusal. */
export type BeatAnswer = string | Refusal;

/**
 * Records beats of different learners together: one lock, one read, one write a table, one transaction; the answers
 * are true only when it returns. Cost per beat: 1/n of seven statements, one evidence row when something was earned.
 * Idempotent by (lease, seq): the same beat again gets the same answer (I9).
 */
export async function recordBeats(
  sql: Sql,
  pools: ControlPools,
  beats: LearnerBeat[],
): Promise<BeatAnswer[]> {
  return sql.begin(async (tx) => {
    const keys = beats.map(({ learnerId, beat }) => ({ learnerId, fence: beat.fence }));
    const heads = await lockChains(
      tx,
      keys.map((k) => k.learnerId),
    );
    const studies = await loadStudies(tx, keys);
    const now = readClock();
    const changes: StudyChange[] = [];
    const answers: BeatAnswer[] = [];
    for (const { learnerId, beat } of beats) {
      const study = studies.get(learnerId);
      const head = heads.get(learnerId);
      if (!study || !head) {
        answers.push(new Refusal('lease_ended', { reason: 'unknown' }));
      } else if (study.state.lease.endReason) {
        answers.push(new Refusal('lease_ended', { reason: study.state.lease.endReason }));
      } else if (beat.seq === study.state.lease.lastSeq && study.lastAnswer) {
        answers.push(study.lastAnswer);
      } else if (beat.seq <= study.state.lease.lastSeq) {
        answers.push(new Refusal('beat_out_of_order', { lastSeq: study.state.lease.lastSeq }));
      } else if (!study.published) {
        // A withdrawn version earns nothing from this moment on (P011).
        answers.push(new Refusal('lease_ended', { reason: 'withdrawn' }));
      } else {
        const pool = await pools.of(study.state.lease.videoVersionId);
        const taken = takeBeat(study.state, beat, pool, now, secureDraw);
        const lastAnswer = JSON.stringify(taken.standing);
        changes.push({ head, before: study.state, after: taken.state, events: taken.events, lastAnswer });
        answers.push(lastAnswer);
      }
    }
    await saveStudies(tx, changes, now);
    return answers;
  });
}
