import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { Fold } from './fold-beat.ts';

/** A fold, whose it is, the reading of her chain that it was judged on, and the clock it was judged by. */
export type LearnerFold = {
  folded: Fold;
  learnerId: string;
  rev: number;
  fence: number;
  videoVersionId: string;
  arrived: ClockReading;
};

/**
 * Adds beats to the open spans of different learners, durably, in one statement; answers the places of those that were
 * added. One is left out when anything of its learner was written since it was judged, her sign-in has ended (which moves
 * `rev` on), or the video was withdrawn: the statement itself looks (B06, B08, P011).
 */
export async function saveFolds(sql: Sql, folds: LearnerFold[]): Promise<Set<number>> {
  // Numbers and UUIDs need no quotes in an array of PostgreSQL's own spelling.
  const list = (pick: (fold: LearnerFold, place: number) => string | number) =>
    `{${folds.map(pick).join(',')}}`;
  const videos = [...new Set(folds.map((f) => f.videoVersionId))];
  const saved = await sql<{ place: number }[]>`
    update chain_head c set rev = c.rev + 1, span_fence = v.fence, span_video_id = v.video,
      span_first_seq = coalesce(c.span_first_seq, v.seq), span_from_ms = coalesce(c.span_from_ms, v.from_ms),
      span_to_ms = v.from_ms + v.earned, span_spent_ms = coalesce(c.span_spent_ms, 0) + v.spent,
      span_media_ms = v.media, span_beats = concat_ws(',', c.span_beats, v.spent, v.earned),
      span_wall_ms = v.wall, span_mono_ms = v.mono, span_boot = ${folds[0]?.arrived.boot ?? ''}
    from unnest(${list((f) => f.learnerId)}::uuid[], ${list((f) => f.rev)}::bigint[],
      ${list((f) => f.fence)}::bigint[], ${list((f) => f.videoVersionId)}::uuid[], ${list((f) => f.folded.seq)}::int[],
      ${list((f) => f.folded.fromMs)}::bigint[], ${list((f) => f.folded.spentMs)}::bigint[], ${list((f) => f.folded.earnedMs)}::bigint[],
      ${list((f) => f.folded.mediaMs)}::bigint[], ${list((f) => f.arrived.wallMs)}::bigint[], ${list((f) => f.arrived.monoMs)}::bigint[],
      ${list((_, place) => place)}::int[])
      as v(learner_id, rev, fence, video, seq, from_ms, spent, earned, media, wall, mono, place)
    where c.learner_id = v.learner_id and c.rev = v.rev and v.video = any(
      array(select id from video_version where id = any(${`{${videos.join(',')}}`}::uuid[]) and state = 'published'))
    returning v.place`;
  return new Set(saved.map(({ place }) => place));
}
