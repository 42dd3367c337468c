import type { Sql, SqlTx } from '../../db/client.ts';
import { readStudyRow, type StudyRow } from './read-study-row.server.ts';
import { showStanding } from './show-standing.ts';
import type { StudyState } from './study-state.ts';

/** One lease by its holder and fence. */
export type LeaseKey = { learnerId: string; fence: number };
/**
 * The state of a lease, with what only the I/O side needs. `published`: its video may be shown still (P011). `rev`: of
 * the learner's chain when it was read. `spanBeats`: how many beats her open span holds.
 */
export type LoadedStudy = {
  state: StudyState;
  lastAnswer: string | null;
  published: boolean;
  rev: number;
  spanBeats: number;
};

/** The answer to the last beat, as it was kept or written anew. */
function lastAnswerOf(row: StudyRow, state: StudyState, lastEarnedMs: number | null): string | null {
  if (lastEarnedMs === null) return row.last_answer;
  const report = { earnedNowMs: lastEarnedMs, uncounted: null, sendBackToMs: null };
  return JSON.stringify(showStanding(state, state.lease.counted, report));
}

/**
 * Reads the studies behind `keys`, with the beats that are not in the tables yet; a fence that is not the learner's is
 * absent. Without the lock on their chains it is true of one moment.
 */
export async function loadStudies(tx: Sql | SqlTx, keys: LeaseKey[]): Promise<Map<string, LoadedStudy>> {
  const ids = keys.map((k) => k.learnerId);
  const rows = await tx<(StudyRow & { published: boolean; rev: number })[]>`
    select l.learner_id, l.fence, l.enrolment_id, l.lesson_id, l.video_version_id, l.ordinal, l.base_ms, l.rules,
      l.last_seq, l.last_answer, l.last_earned_ms, l.media_ms, l.counted_wall_ms, l.counted_mono_ms, l.counted_boot, l.end_reason,
      l.logged_reason, l.face,
      p.duration_ms, p.proven_ms, p.frontier_ms, p.since_proof_ms, p.control_gap_ms, p.carry_ms, p.withheld_to_ms,
      p.withheld_reason, p.completed_at is not null as completed,
      e.credited_ms, e.played_ms, e.photographed_hours, e.face_checked_hours, e.witnessed_hours, e.face_doubt,
      e.snapshot_demand_id, e.snapshot_hour, e.snapshot_due_played_ms,
      e.snapshot_asked_wall_ms, e.snapshot_asked_mono_ms, e.snapshot_asked_boot,
      c.id as open_control, c.kind, c.attempt, c.prompt, c.audio_blob, c.choices, c.right_answer, c.asked_wall_ms,
      c.asked_mono_ms, c.asked_boot, c.answer_ms, c.state, v.state = 'published' as published,
      h.rev, h.span_fence, h.span_video_id, h.span_first_seq, h.span_from_ms, h.span_to_ms, h.span_spent_ms,
      h.span_media_ms, h.span_beats, h.span_wall_ms, h.span_mono_ms, h.span_boot
    from unnest(${ids}::uuid[], ${keys.map((k) => k.fence)}::bigint[]) as k(learner_id, fence)
    join lease l on l.learner_id = k.learner_id and l.fence = k.fence
    join chain_head h on h.learner_id = l.learner_id
    join video_version v on v.id = l.video_version_id
    join lesson_progress p on p.learner_id = l.learner_id and p.video_version_id = l.video_version_id
    join enrolment_study e on e.learner_id = l.learner_id and e.enrolment_id = l.enrolment_id
    left join control c on c.learner_id = p.learner_id and c.id = p.control_id`;
  return new Map(
    rows.map((row) => {
      const { state, lastEarnedMs, spanBeats } = readStudyRow(row);
      const lastAnswer = lastAnswerOf(row, state, lastEarnedMs);
      return [row.learner_id, { state, lastAnswer, published: row.published, rev: row.rev, spanBeats }];
    }),
  );
}
