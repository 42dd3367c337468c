import type { SqlTx } from '../../db/client.ts';
import { appendEvidence, type ChainHead } from '../evidence/append.server.ts';
import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import { saveFaceStanding } from './save-face-standing.server.ts';
import { saveControl, type ClosedControl } from './save-control.server.ts';
import type { StudyState } from './study-state.ts';

/** One learner's change: the state before and after, what was decided, and the answer that is given again on a retry. */
export type StudyChange = {
  head: ChainHead;
  before: StudyState;
  after: StudyState;
  events: EvidenceEvent[];
  lastAnswer: string | null;
  closed?: ClosedControl;
};

/**
 * Writes changes and their evidence in the caller's transaction, under its lock on the chains: one statement a table,
 * however many learners.
 */
export async function saveStudies(tx: SqlTx, changes: StudyChange[], at: ClockReading): Promise<void> {
  if (changes.length === 0) return;
  const ids = changes.map((c) => c.after.learnerId);
  const lease = <T>(pick: (lease: StudyState['lease']) => T) => changes.map((c) => pick(c.after.lease));
  const progress = <T>(pick: (p: StudyState['progress']) => T) => changes.map((c) => pick(c.after.progress));
  const enrolment = <T>(pick: (e: StudyState['enrolment']) => T) =>
    changes.map((c) => pick(c.after.enrolment));
  const now = new Date(at.wallMs);
  const controls = changes.filter((c) => c.closed || c.before.control !== c.after.control);
  await Promise.all([
    tx`update lease l set last_seq = v.last_seq, last_answer = v.last_answer, last_earned_ms = null, media_ms = v.media_ms,
        counted_wall_ms = v.wall, counted_mono_ms = v.mono, counted_boot = v.boot, logged_reason = v.logged,
        last_seen_at = ${now}
      from unnest(${ids}::uuid[], ${lease((l) => l.fence)}::bigint[], ${lease((l) => l.lastSeq)}::int[],
        ${changes.map((c) => c.lastAnswer)}::text[], ${lease((l) => l.mediaMs)}::bigint[],
        ${lease((l) => l.counted.wallMs)}::bigint[], ${lease((l) => l.counted.monoMs)}::bigint[],
        ${lease((l) => l.counted.boot)}::text[], ${lease((l) => l.loggedReason)}::text[])
        as v(learner_id, fence, last_seq, last_answer, media_ms, wall, mono, boot, logged)
      where l.learner_id = v.learner_id and l.fence = v.fence`,
    tx`update lesson_progress p set proven_ms = v.proven, frontier_ms = v.frontier, since_proof_ms = v.since,
        control_gap_ms = v.gap, carry_ms = v.carry, control_id = v.control, withheld_to_ms = v.held,
        withheld_reason = v.reason,
        completed_at = case when v.completed then coalesce(p.completed_at, ${now}::timestamptz) else p.completed_at end
      from unnest(${ids}::uuid[], ${lease((l) => l.videoVersionId)}::uuid[], ${progress((p) => p.provenMs)}::bigint[],
        ${progress((p) => p.frontierMs)}::bigint[], ${progress((p) => p.sinceProofMs)}::bigint[],
        ${progress((p) => p.controlGapMs)}::bigint[], ${progress((p) => p.carryMs)}::bigint[],
        ${changes.map((c) => c.after.control?.id ?? null)}::uuid[], ${progress((p) => p.withheldToMs)}::bigint[],
        ${progress((p) => p.withheldReason)}::text[], ${tx.array(
          progress((p) => p.completed),
          1000,
        )})
        as v(learner_id, video, proven, frontier, since, gap, carry, control, held, reason, completed)
      where p.learner_id = v.learner_id and p.video_version_id = v.video`,
    tx`update enrolment_study e set credited_ms = v.credited, played_ms = v.played, snapshot_demand_id = v.demand,
        snapshot_hour = v.hour, snapshot_due_played_ms = v.due, snapshot_asked_wall_ms = v.wall,
        snapshot_asked_mono_ms = v.mono, snapshot_asked_boot = v.boot
      from unnest(${ids}::uuid[], ${lease((l) => l.enrolmentId)}::uuid[], ${enrolment((e) => e.creditedMs)}::bigint[],
        ${enrolment((e) => e.playedMs)}::bigint[], ${enrolment((e) => e.demand?.id ?? null)}::uuid[],
        ${enrolment((e) => e.demand?.classHour ?? null)}::int[], ${enrolment((e) => e.demand?.duePlayedMs ?? null)}::bigint[],
        ${enrolment((e) => e.demand?.asked?.wallMs ?? null)}::bigint[],
        ${enrolment((e) => e.demand?.asked?.monoMs ?? null)}::bigint[],
        ${enrolment((e) => e.demand?.asked?.boot ?? null)}::text[])
        as v(learner_id, enrolment, credited, played, demand, hour, due, wall, mono, boot)
      where e.learner_id = v.learner_id and e.enrolment_id = v.enrolment`,
    appendEvidence(
      tx,
      changes.map(({ head, events }) => ({ head, at, events })),
    ),
    ...controls.map((c) => saveControl(tx, c.before, c.after, now, c.closed)),
    ...controls.map((c) => saveFaceStanding(tx, c.before, c.after, now)),
  ]);
}
