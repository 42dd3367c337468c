import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { Refusal } from '../platform/refusal.ts';
import { openBeatQueue, type Pace } from './beat-queue.server.ts';
import type { ControlPools } from './control-pool.server.ts';
import { secureDraw } from './draw.server.ts';
import { foldBeat, foldInto, spanBeatsMax } from './fold-beat.ts';
import type { KnownStudies, KnownStudy } from './known-studies.server.ts';
import { recordAlone } from './record-alone.server.ts';
import { saveFolds, type LearnerFold } from './save-folds.server.ts';
import type { Beat } from './study.wire.ts';
import { takeBeat } from './take-beat.ts';

/** One beat, whose it is, under which lease, by which sign-in (SHA-256 of the token, hex), and when the whole of it had come in. */
export type LearnerBeat = {
  learnerId: string;
  tokenHash: string;
  fence: number;
  beat: Beat;
  arrived: ClockReading;
};
/** The answer as it was committed: a Standing in JSON, or a refusal. */
export type BeatAnswer = string | Refusal;

/** What it was judged on may be true no longer. */
const stale = Symbol('stale');
/** It is more than a beat that earns. */
const more = Symbol('more');
type Folded = string | typeof stale | typeof more;

/** Half of what a statement costs that folds beats is the same for one beat and for sixty. */
const foldPace: Pace = { ms: 5, from: 8 };
/** Of the ten statements under a lock nearly everything is. */
const alonePace: Pace = { ms: 10, from: 2 };

/**
 * Records a beat, together with those of other learners that come at the same time; the answer is true only when it
 * returns. What a learner's study stood at is remembered, a beat judged on it, and folded into her open span by a
 * statement that writes only if nothing of hers has changed. It is judged by the clock of its arrival, so that a database
 * that stands still takes nothing from her. Where something has changed, it is judged once more on what was read anew.
 * Whatever is more than a beat that earns is judged and written under her lock, when it gets it. None of the three waits
 * for another. Idempotent by (lease, seq): the same beat again gets the same answer (I9).
 */
export function openBeatBook(
  sql: Sql,
  pools: ControlPools,
  known: KnownStudies,
): (beat: LearnerBeat) => Promise<BeatAnswer> {
  async function fold(beats: LearnerBeat[], studies: (KnownStudy | undefined)[]): Promise<Folded[]> {
    const videos = new Set(studies.map((study) => study?.state.lease.videoVersionId));
    const poolOf = new Map(
      await Promise.all([...videos].map(async (id) => [id, id && (await pools.of(id))] as const)),
    );
    const folded: Folded[] = [];
    const folds: LearnerFold[] = [];
    const taken: { place: number; study: KnownStudy; answer: string }[] = [];
    for (const [place, { learnerId, beat, arrived }] of beats.entries()) {
      const study = studies[place];
      const pool = poolOf.get(study?.state.lease.videoVersionId);
      folded.push(stale);
      // She may have answered the control since: then this is the first beat of her next span.
      if (!study || !pool || study.state.control) continue;
      const { state, standing, ...step } = takeBeat(study.state, beat, pool, arrived, secureDraw);
      const fits = study.spanBeats < spanBeatsMax ? foldBeat(study.state, { state, ...step }) : null;
      const { fence, videoVersionId } = state.lease;
      if (!fits) {
        // One that does not follow the last that is remembered: another process took those between.
        if (beat.seq === study.state.lease.lastSeq + 1) folded[place] = more;
        continue;
      }
      folds.push({ folded: fits, learnerId, rev: study.rev, fence, videoVersionId, arrived });
      taken.push({ place, study, answer: JSON.stringify(standing) });
    }
    if (folds.length === 0) return folded;
    try {
      const saved = await saveFolds(sql, folds);
      for (const [i, { place, study, answer }] of taken.entries()) {
        const { folded: beat, arrived: counted, learnerId, rev } = folds[i] as LearnerFold;
        if (!saved.has(i)) continue;
        folded[place] = answer;
        // Another look may have seen this beat in the row before this answer came: added twice, time would be spent twice (I1).
        if (study.rev !== rev) {
          known.forget(learnerId);
          continue;
        }
        foldInto(study.state, { ...beat, lastSeq: beat.seq, counted });
        study.rev += 1;
        study.spanBeats += 1;
      }
    } catch (error) {
      // Whether anything was written is not known.
      for (const { learnerId } of folds) known.forget(learnerId);
      throw error;
    }
    return folded;
  }

  const first = openBeatQueue((beats) => fold(beats, beats.map(known.of)), foldPace);
  const again = openBeatQueue(async (beats) => fold(beats, await known.refresh(beats)));
  const alone = openBeatQueue(async (beats) => {
    for (const { learnerId } of beats) known.forget(learnerId);
    const recorded = await recordAlone(sql, pools, beats);
    for (const [place, { learnerId }] of beats.entries()) {
      const study = recorded[place]?.study;
      if (study) known.remember(learnerId, study);
    }
    return recorded.map(({ answer }) => answer);
  }, alonePace);

  return async (beat) => {
    let folded = await first(beat);
    if (folded === stale) folded = await again(beat);
    return typeof folded === 'string' ? folded : alone(beat);
  };
}
