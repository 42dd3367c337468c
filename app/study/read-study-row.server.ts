import type { RawRow } from '../../db/client.ts';
import type { control, enrolmentStudy, lease, lessonProgress } from '../../db/schema/study.ts';
import { lastSeqOf, readSpan, type SpanColumns } from '../evidence/open-span.ts';
import type { ClockReading } from '../platform/clock.ts';
import { foldInto } from './fold-beat.ts';
import type { StudyRules } from './study-rules.ts';
import type { OpenControl, SnapshotDemand, StudyState } from './study-state.ts';

/** A lease with its progress, class standing and open control, joined; without a control its columns are null. */
export type StudyRow = RawRow<typeof lease> &
  RawRow<typeof lessonProgress> &
  RawRow<typeof enrolmentStudy> &
  RawRow<typeof control> &
  SpanColumns & { rules: StudyRules; completed: boolean; open_control: string | null };

function readClockColumns(
  wallMs: number | null,
  monoMs: number | null,
  boot: string | null,
): ClockReading | null {
  return boot === null ? null : { wallMs: wallMs ?? 0, monoMs: monoMs ?? 0, boot };
}

function readControl(row: StudyRow): OpenControl | null {
  const asked = readClockColumns(row.asked_wall_ms, row.asked_mono_ms, row.asked_boot);
  if (row.open_control === null || asked === null) return null;
  const { kind, attempt, prompt, choices } = row;
  return {
    id: row.open_control,
    kind,
    attempt,
    prompt,
    choices,
    audioBlob: row.audio_blob,
    rightAnswer: row.right_answer,
    asked,
    answerMs: row.answer_ms,
    late: row.state === 'late',
  };
}

function readDemand(row: StudyRow): SnapshotDemand | null {
  const { snapshot_demand_id: id, snapshot_hour: classHour, snapshot_due_played_ms: duePlayedMs } = row;
  if (id === null || classHour === null || duePlayedMs === null) return null;
  const asked = readClockColumns(
    row.snapshot_asked_wall_ms,
    row.snapshot_asked_mono_ms,
    row.snapshot_asked_boot,
  );
  return { id, classHour, duePlayedMs, asked };
}

/** The state that the pure rules work on, what the last beat earned where its answer is not kept, and the beats of the open span. */
export function readStudyRow(row: StudyRow): {
  state: StudyState;
  lastEarnedMs: number | null;
  spanBeats: number;
} {
  const span = readSpan(row);
  const state = readTables(row);
  if (span?.fence !== row.fence) return { state, lastEarnedMs: row.last_earned_ms, spanBeats: 0 };
  const { beats } = span;
  foldInto(state, { ...span, lastSeq: lastSeqOf(span) });
  return { state, lastEarnedMs: beats.at(-1) ?? null, spanBeats: beats.length / 2 };
}

function readTables(row: StudyRow): StudyState {
  return {
    learnerId: row.learner_id,
    lease: {
      fence: row.fence,
      enrolmentId: row.enrolment_id,
      lessonId: row.lesson_id,
      videoVersionId: row.video_version_id,
      ordinal: row.ordinal,
      baseMs: row.base_ms,
      rules: row.rules,
      face: row.face,
      lastSeq: row.last_seq,
      mediaMs: row.media_ms,
      counted: { wallMs: row.counted_wall_ms, monoMs: row.counted_mono_ms, boot: row.counted_boot },
      endReason: row.end_reason,
      loggedReason: row.logged_reason,
    },
    progress: {
      durationMs: row.duration_ms,
      provenMs: row.proven_ms,
      frontierMs: row.frontier_ms,
      sinceProofMs: row.since_proof_ms,
      controlGapMs: row.control_gap_ms,
      carryMs: row.carry_ms,
      withheldToMs: row.withheld_to_ms,
      withheldReason: row.withheld_reason,
      completed: row.completed,
    },
    control: readControl(row),
    enrolment: {
      creditedMs: row.credited_ms,
      playedMs: row.played_ms,
      photographedHours: row.photographed_hours,
      faceCheckedHours: row.face_checked_hours,
      witnessedHours: row.witnessed_hours,
      faceDoubt: row.face_doubt,
      demand: readDemand(row),
    },
  };
}
