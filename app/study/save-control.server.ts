import type { SqlTx } from '../../db/client.ts';
import type { ControlState, StudyState } from './study-state.ts';

/** How the control that was open before ended, and what was answered. */
export type ClosedControl = { state: ControlState; given: string | null };

/** Writes what became of the open control: closed, late, or a new one asked. */
export async function saveControl(
  tx: SqlTx,
  before: StudyState,
  after: StudyState,
  now: Date,
  closed?: ClosedControl,
): Promise<void> {
  const { learnerId, lease, progress, control } = after;
  const old = before.control;
  if (old && closed) {
    await tx`update control set state = ${closed.state}, answered_at = ${now}, given_answer = ${closed.given}
      where learner_id = ${learnerId} and id = ${old.id}`;
  } else if (old && control?.id === old.id && control.late) {
    await tx`update control set state = 'late' where learner_id = ${learnerId} and id = ${old.id}`;
  }
  if (!control || control.id === old?.id) return;
  await tx`insert into control ${tx({
    learner_id: learnerId,
    id: control.id,
    video_version_id: lease.videoVersionId,
    fence: lease.fence,
    kind: control.kind,
    attempt: control.attempt,
    prompt: control.prompt,
    audio_blob: control.audioBlob,
    choices: tx.json(control.choices),
    right_answer: control.rightAnswer,
    media_ms: progress.frontierMs,
    asked_wall_ms: control.asked.wallMs,
    asked_mono_ms: control.asked.monoMs,
    asked_boot: control.asked.boot,
    answer_ms: control.answerMs,
    state: control.late ? 'late' : 'asked',
  })}`;
}
