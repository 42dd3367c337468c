import type { SqlTx } from '../../db/client.ts';
import type { ChainHead } from '../evidence/append.server.ts';
import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { ControlPools } from './control-pool.server.ts';
import { asksFaces } from './draw-face-control.ts';
import { drawGap } from './draw-gap.ts';
import { secureDraw } from './draw.server.ts';
import type { Opening } from './insert-lease.server.ts';
import { swapControl } from './judge-answer.ts';
import { loadStudies } from './load-study.server.ts';
import type { ClosedControl } from './save-control.server.ts';
import { saveStudies } from './save-study.server.ts';
import type { StudyState } from './study-state.ts';
import { withholdLate, type Step } from './withhold.ts';

/** A face control that was left open cannot be answered under a clerk's witness: another kind takes its place. */
async function swapFaceControl(
  pools: ControlPools,
  state: StudyState,
  now: ClockReading,
): Promise<Step & { swapped: boolean }> {
  const { control, lease } = state;
  if (control?.kind !== 'face' || asksFaces(lease.rules)) return { state, events: [], swapped: false };
  const pool = await pools.of(lease.videoVersionId);
  return { ...swapControl(state, 'picture', pool, now, secureDraw), swapped: true };
}

/** Reads the new lease back, withholds what an overdue control left unproven, and writes both into the log. */
export async function beginLease(
  tx: SqlTx,
  pools: ControlPools,
  head: ChainHead,
  fence: number,
  { request, found, known, now }: Opening,
  ended: EvidenceEvent[],
) {
  const { learnerId } = head;
  const study = (await loadStudies(tx, [{ learnerId, fence }])).get(learnerId);
  if (!study) throw new Error('lease cannot be read back');
  const { state: before } = study;
  const { rules, ...lease } = before.lease;
  const { enrolmentId, lessonId, videoVersionId, ordinal, baseMs } = lease;
  const { durationMs, provenMs, frontierMs } = before.progress;
  const { controlGapMaxMs, controlAnswerMs, beatGapMaxMs, classHourMs, snapshotAnswerMs, snapshotsPerHour } =
    rules;
  const { faceChecksPerHour, faceControlMs } = rules;
  const opened: EvidenceEvent = {
    kind: 'lease_opened',
    ...{ fence, enrolmentId, lessonId, videoVersionId, ordinal, baseMs, durationMs, provenMs, frontierMs },
    ...{ controlGapMaxMs, controlAnswerMs, beatGapMaxMs, classHourMs, snapshotAnswerMs, snapshotsPerHour },
    ...{ ...known, faceChecksPerHour, faceControlMs },
    lessonsBefore: found.course.filter((l) => l.ordinal < ordinal).map((l) => l.lessonId),
    contentSha256: found.lesson.contentSha256,
    windowId: request.windowId,
  };
  const late = withholdLate(before, now, drawGap(rules, secureDraw.drawInt));
  const asked = await swapFaceControl(pools, late.state, now);
  const events = [...ended, opened, ...late.events, ...asked.events];
  const closed: ClosedControl | undefined = asked.swapped ? { state: 'swapped', given: null } : undefined;
  await saveStudies(tx, [{ head, before, after: asked.state, events, lastAnswer: null, closed }], now);
  return asked.state;
}
