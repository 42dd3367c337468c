import { expect, it } from 'vitest';
import { catchUp } from '../../app/study/catch-up.ts';
import { foldBeat, foldInto } from '../../app/study/fold-beat.ts';
import type { KnownStudy } from '../../app/study/known-studies.server.ts';
import { takeBeat } from '../../app/study/take-beat.ts';
import { pool, SimulatedStudy } from './simulate-study.ts';

// What one process remembers of a study, brought up to what another one folded: the very state that the rules gave.

type Head = Parameters<typeof catchUp>[1];

/** A learner who plays honestly, with her row as a process that folds her beats leaves it. */
function openPlay(seed: number) {
  const study = new SimulatedStudy(seed);
  const { draw } = study;
  let { state } = study;
  const noSpan = {
    ...{ span_fence: null, span_video_id: null, span_first_seq: null, span_from_ms: null, span_to_ms: null },
    ...{ span_spent_ms: null, span_media_ms: null, span_beats: null, span_wall_ms: null },
    ...{ span_mono_ms: null, span_boot: null },
  };
  let head: Head = { ...noSpan, rev: 40 };
  const known = (): KnownStudy => ({
    state: structuredClone(state),
    rev: head.rev,
    spanBeats: head.span_beats === null ? 0 : head.span_beats.split(',').length / 2,
    tokenHash: 'a',
    untilMs: Number.MAX_SAFE_INTEGER,
  });
  /** Plays on for `ms`; tells whether the beat was folded. */
  function beat(ms: number): boolean {
    study.wait(ms);
    const { now } = study;
    const { fence, lastSeq, mediaMs, videoVersionId } = state.lease;
    const played = { fromMs: mediaMs, toMs: Math.min(mediaMs + ms, state.progress.durationMs) };
    const sent = { fence, seq: lastSeq + 1, state: 'playing', visible: true, ratePermille: 1000 } as const;
    const before = state;
    const taken = takeBeat(before, { ...sent, played, clientMs: 0 }, pool, now, draw);
    const fold = foldBeat(before, taken);
    state = taken.state;
    if (!fold) {
      head = { ...noSpan, rev: head.rev + 1 };
      return false;
    }
    const kept = structuredClone(before);
    foldInto(kept, { ...fold, lastSeq: fold.seq, counted: now });
    expect(kept).toEqual(taken.state);
    head = {
      ...{ rev: head.rev + 1, span_fence: fence, span_video_id: videoVersionId },
      ...{ span_first_seq: head.span_first_seq ?? fold.seq, span_from_ms: head.span_from_ms ?? fold.fromMs },
      ...{ span_to_ms: fold.toMs, span_spent_ms: (head.span_spent_ms ?? 0) + fold.spentMs },
      ...{ span_media_ms: fold.mediaMs, span_wall_ms: now.wallMs, span_mono_ms: now.monoMs },
      span_boot: now.boot,
      span_beats: [head.span_beats, fold.spentMs, fold.earnedMs].filter((one) => one !== null).join(','),
    };
    return true;
  }
  return { beat, known, head: () => head, state: () => state, draw };
}

it('beats that another process folded are added as the rules would have', () => {
  let compared = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const play = openPlay(seed);
    play.beat(1_000);
    for (let n = play.draw.drawInt(4); n > 0; n--) play.beat(1_000 + play.draw.drawInt(14_000));
    const known = play.known();
    let folded = 0;
    for (let n = play.draw.drawInt(6); n > 0; n--)
      if (play.beat(500 + play.draw.drawInt(14_500))) folded++;
      else folded = -Infinity;
    const isAll = folded >= 0;
    expect(catchUp(known, play.head()), `seed ${seed}`).toBe(isAll);
    if (!isAll) continue;
    expect(known).toEqual(play.known());
    if (folded > 0) compared++;
  }
  expect(compared).toBeGreaterThan(150);
});

it('says so, and changes nothing, when anything else may have happened', () => {
  const play = openPlay(7);
  play.beat(1_000);
  for (const ms of [5_000, 5_000]) expect(play.beat(ms)).toBe(true);
  const known = play.known();
  for (const ms of [5_000, 5_000, 5_000]) expect(play.beat(ms)).toBe(true);
  const head = play.head();
  const others: Head[] = [
    // A sign-in ended between two beats.
    { ...head, rev: head.rev + 1 },
    // Her other window's lease.
    { ...head, span_fence: (head.span_fence ?? 0) + 1 },
    // The span was closed and a new one has as many beats as were there.
    { ...head, span_beats: '5000,5000,5000,5000' },
    { ...head, span_fence: null },
  ];
  for (const other of others) {
    const before = structuredClone(known);
    expect(catchUp(known, other)).toBe(false);
    expect(known).toEqual(before);
  }
  expect(catchUp(known, head)).toBe(true);
});
