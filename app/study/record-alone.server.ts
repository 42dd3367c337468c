import type { Sql, SqlTx } from '../../db/client.ts';
import { clearSpans, lockOpenChains } from '../evidence/append.server.ts';
import { closeBefore } from '../evidence/open-span.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ControlPools } from './control-pool.server.ts';
import { secureDraw } from './draw.server.ts';
import { loadStudies } from './load-study.server.ts';
import type { KnownStudy } from './known-studies.server.ts';
import type { BeatAnswer, LearnerBeat } from './record-beats.server.ts';
import { saveStudies, type StudyChange } from './save-study.server.ts';
import { readHolding, requireSitter } from './sitters.server.ts';
import { takeBeat } from './take-beat.ts';

/** What a beat came to, and the study after it when it was taken. */
export type Recorded = { answer: BeatAnswer; study?: KnownStudy };

/** Why this sign-in may not beat any more. */
async function refuseSession(sql: SqlTx, item: LearnerBeat): Promise<Refusal> {
  try {
    await requireSitter(sql, item);
    return new Refusal('signed_out');
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * Records beats of different learners under their locks: one lock, one read, one write a table, one transaction. For
 * every beat that is more than one that earns.
 */
export async function recordAlone(sql: Sql, pools: ControlPools, beats: LearnerBeat[]): Promise<Recorded[]> {
  return sql.begin(async (tx) => {
    const keys = beats.map(({ learnerId, beat }) => ({ learnerId, fence: beat.fence }));
    const heads = await lockOpenChains(
      tx,
      keys.map((k) => k.learnerId),
    );
    const [studies, holding] = await Promise.all([loadStudies(tx, keys), readHolding(tx, beats)]);
    const now = readClock();
    const changes: StudyChange[] = [];
    const recorded: Recorded[] = [];
    for (const item of beats) {
      const { learnerId, tokenHash, beat } = item;
      const study = studies.get(learnerId);
      const head = heads.get(learnerId);
      const untilMs = holding.get(tokenHash);
      if (!untilMs) {
        recorded.push({ answer: await refuseSession(tx, item) });
      } else if (!study || !head) {
        recorded.push({ answer: new Refusal('lease_ended', { reason: 'unknown' }) });
      } else if (study.state.lease.endReason) {
        recorded.push({ answer: new Refusal('lease_ended', { reason: study.state.lease.endReason }) });
      } else if (beat.seq === study.state.lease.lastSeq && study.lastAnswer) {
        recorded.push({ answer: study.lastAnswer });
      } else if (beat.seq <= study.state.lease.lastSeq) {
        recorded.push({ answer: new Refusal('beat_out_of_order', { lastSeq: study.state.lease.lastSeq }) });
      } else if (!study.published) {
        // A withdrawn version earns nothing from this moment on (P011).
        recorded.push({ answer: new Refusal('lease_ended', { reason: 'withdrawn' }) });
      } else {
        const pool = await pools.of(study.state.lease.videoVersionId);
        const { state, events, standing } = takeBeat(study.state, beat, pool, now, secureDraw);
        const lastAnswer = JSON.stringify(standing);
        const all = head.span ? closeBefore(head.span, events, now) : events;
        changes.push({ head, before: study.state, after: state, events: all, lastAnswer });
        recorded.push({
          answer: lastAnswer,
          study: { state, rev: head.rev, spanBeats: 0, tokenHash, untilMs },
        });
      }
    }
    const closed = changes.filter(({ head }) => heads.get(head.learnerId)?.span);
    await saveStudies(tx, changes, now);
    await clearSpans(
      tx,
      closed.map(({ head }) => head.learnerId),
    );
    return recorded;
  });
}
