import { betweenMs, elapsedMs, type ClockReading } from '../platform/clock.ts';
import type { ChainedEvent } from './event.ts';
import { beatsOf, countedUntil } from './open-span.ts';
import { replayAnswer } from './replay-answer.ts';
import { checkFace, isFaceEvent, replayFace } from './replay-face.ts';
import { isProofEvent, replayProof } from './replay-proof.ts';
import { isTestEvent, replayTest, replayTestPhoto } from './replay-test.ts';
import type { Replay, ReplayedLease, ReplayedLesson } from './replay-state.ts';

type Of<K extends ChainedEvent['kind']> = Extract<ChainedEvent, { kind: K }>;

/**
 * Time up to `to` is spent, and counted from there on. Within one start of a machine it never goes back, whatever lies
 * between and whichever lease it is spent under (I1).
 */
function spend(replay: Replay, lease: ReplayedLease, to: ClockReading): string | null {
  if (to.monoMs < (replay.spent.get(to.boot) ?? 0))
    return 'its clock stands before time that is spent (P004)';
  replay.spent.set(to.boot, to.monoMs);
  lease.counted = to;
  return null;
}

/** A new lease: alone, later than all before, in order, and going on from what the log has proven (I4, I5). */
function openLease(replay: Replay, event: Of<'lease_opened'>): string | null {
  if (replay.live) return 'a lease opens while another is live (P005)';
  if (replay.test) return 'a lease opens while a test is live (P005)';
  if (event.fence <= replay.lastFence) return 'its fence is not newer than the one before';
  const completed = new Set([...replay.lessons.values()].filter((l) => l.completed).map((l) => l.lessonId));
  if (event.lessonsBefore.length !== event.ordinal - 1)
    return 'it does not name the lessons before it (P008)';
  const skipped = event.lessonsBefore.findIndex((lessonId) => !completed.has(lessonId));
  if (skipped >= 0) return `lesson ${event.ordinal} opens before lesson ${skipped + 1} is complete (P008)`;
  const known = replay.lessons.get(event.videoVersionId);
  if (event.provenMs !== (known?.provenMs ?? 0))
    return `it states ${event.provenMs} ms proven, the log proves ${known?.provenMs ?? 0}`;
  if (event.frontierMs !== (known?.frontierMs ?? 0))
    return `it states a frontier that the log does not prove`;
  if (event.controlGapMaxMs >= 300_000) return 'its rules allow five minutes without a control (P006)';
  const stranger = checkFace(replay, event);
  if (stranger) return stranger;
  const { enrolmentId, lessonId, ordinal, baseMs, durationMs, classHourMs, snapshotsPerHour } = event;
  const { faceChecksPerHour } = event;
  // The version opened last stands last.
  replay.lessons.delete(event.videoVersionId);
  replay.lessons.set(event.videoVersionId, {
    ...(known ?? {
      provenMs: 0,
      frontierMs: 0,
      spareMs: 0,
      control: null,
      swappedFrom: null,
      completed: false,
      longestStretchMs: 0,
    }),
    ...{ enrolmentId, lessonId, ordinal, baseMs, durationMs, classHourMs, snapshotsPerHour },
    faceChecksPerHour,
  });
  replay.live = { opened: event, counted: event.at };
  replay.lastFence = event.fence;
  return spend(replay, replay.live, event.at);
}

/** Credit of one beat: never more than the server's time, contiguous, inside the lesson and the control band (I1–I3). */
function credit(
  lease: ReplayedLease,
  lesson: ReplayedLesson,
  spentMs: number,
  earnedMs: number,
): string | null {
  if (earnedMs < 0 || earnedMs > spentMs) return 'it earns more than the time that passed (P004)';
  if (spentMs > lease.opened.beatGapMaxMs) return 'it counts a gap that is too long';
  lesson.frontierMs += earnedMs;
  if (lesson.frontierMs > lesson.durationMs) return 'it earns beyond the end of the lesson';
  if (lesson.frontierMs - lesson.provenMs > lease.opened.controlGapMaxMs)
    return 'the stretch since the last control is too long (P006)';
  lesson.spareMs = spentMs - earnedMs;
  return null;
}

/** One beat, or beats that followed each other: together they spend no more than the time since the last one (I1). */
function earn(
  replay: Replay,
  lease: ReplayedLease,
  lesson: ReplayedLesson,
  event: Of<'earned' | 'played'>,
): string | null {
  const beats = event.kind === 'earned' ? [event.elapsedMs, event.earnedMs] : beatsOf(event);
  const counted = countedUntil(event);
  if (lesson.control) return 'it earns while a control waits for its answer (P006)';
  if (beats.length === 0 || beats.length % 2 !== 0) return 'it tells half a beat';
  if (event.fromMs !== lesson.frontierMs)
    return `it begins at ${event.fromMs} ms, the log stands at ${lesson.frontierMs}`;
  if (betweenMs(counted, event.at) < 0 && counted.boot === event.at.boot)
    return 'it counts time after it was written (P004)';
  if (lease.counted.boot !== counted.boot) return 'it counts time between two starts or two machines (P004)';
  let leftMs = elapsedMs(lease.counted, counted);
  for (let i = 0; i < beats.length; i += 2) {
    const { [i]: spentMs = 0, [i + 1]: earnedMs = 0 } = beats;
    leftMs -= spentMs;
    if (leftMs < 0) return 'it spends time that was spent before (P004)';
    const why = credit(lease, lesson, spentMs, earnedMs);
    if (why !== null) return why;
  }
  return spend(replay, lease, counted);
}

function withhold(lesson: ReplayedLesson, event: Of<'withheld'>): string | null {
  if (event.fromMs !== lesson.provenMs || event.toMs !== lesson.frontierMs)
    return 'it withholds another stretch than the log left unproven';
  lesson.frontierMs = lesson.provenMs;
  lesson.spareMs = 0;
  return null;
}

function ask(lesson: ReplayedLesson, event: Of<'control_asked'>): string | null {
  if (lesson.control) return 'a second control is asked while one waits';
  if (event.frontierMs !== lesson.frontierMs) return 'it is asked at another point than the log stands at';
  const { controlId: id, controlKind: kind, frontierMs } = event;
  lesson.control = { id, kind, frontierMs, asked: lesson.swappedFrom ?? event.at };
  lesson.swappedFrom = null;
  return null;
}

function takeSnapshot(replay: Replay, lease: ReplayedLease, event: Of<'snapshot_taken'>): string | null {
  const asked = replay.asked.get(event.demandId);
  if (!asked || asked.classHour !== event.classHour)
    return 'a photograph answers nothing that was asked (P009)';
  if (elapsedMs(asked.at, event.at) > lease.opened.snapshotAnswerMs)
    return 'a photograph came too late (P009)';
  replay.asked.delete(event.demandId);
  const hour = `${lease.opened.enrolmentId}/${event.classHour}`;
  replay.photographs.set(hour, (replay.photographs.get(hour) ?? 0) + 1);
  replay.taken.set(event.demandId, { hour, counts: true });
  return null;
}

/**
 * Applies one event to what was recomputed so far; answers why it cannot be true, or null. `sha256` gives lower-case hex.
 */
export function replayEvent(
  replay: Replay,
  event: ChainedEvent,
  sha256: (text: string) => string,
): string | null {
  if (event.kind === 'lease_opened') return openLease(replay, event);
  if (isFaceEvent(event)) return replayFace(replay, event);
  if (isProofEvent(event)) return replayProof(replay, event);
  if (isTestEvent(event)) return replayTest(replay, event, sha256);
  if (
    replay.test?.fence === event.fence &&
    (event.kind === 'snapshot_asked' || event.kind === 'snapshot_taken' || event.kind === 'snapshot_missed')
  )
    return replayTestPhoto(replay, replay.test, event);
  const { live: lease } = replay;
  if (!lease || lease.opened.fence !== event.fence) return `lease ${event.fence} is not live`;
  const lesson = replay.lessons.get(lease.opened.videoVersionId);
  if (!lesson) return 'its lesson was never opened';
  switch (event.kind) {
    case 'lease_ended':
      replay.live = null;
      return null;
    case 'earned':
    case 'played':
      return earn(replay, lease, lesson, event);
    case 'withheld':
      return withhold(lesson, event);
    case 'control_asked':
      return ask(lesson, event);
    case 'control_answered':
      // After a start of the machine, or on another one, time begins with the answer; a swap is none.
      if (event.result !== 'swapped' && lease.counted.boot !== event.at.boot)
        return spend(replay, lease, event.at) ?? replayAnswer(replay, lease, lesson, event);
      return replayAnswer(replay, lease, lesson, event);
    case 'lesson_completed':
      if (lesson.provenMs !== lesson.durationMs) return 'the lesson is called complete and is not';
      lesson.completed = true;
      return null;
    case 'snapshot_asked':
      replay.asked.set(event.demandId, { classHour: event.classHour, at: event.at });
      return null;
    case 'snapshot_taken':
      return takeSnapshot(replay, lease, event);
    case 'snapshot_missed':
      return replay.asked.delete(event.demandId) ? null : 'a photograph is missed that was never asked';
    case 'uncounted':
      // Its time is spent as that of every beat; after a start of the machine, or on another one, time begins with it.
      return spend(replay, lease, event.at);
  }
}
