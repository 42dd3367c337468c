import { elapsedMs, type ClockReading } from '../platform/clock.ts';
import type { ChainedEvent } from './event.ts';
import { checkSitter } from './replay-face.ts';
import type { Replay, ReplayedTest } from './replay-state.ts';
import type { TestEvent } from './test-event.ts';
import { judgeAnswers, paperMessage } from './test-paper.ts';

type Of<K extends ChainedEvent['kind']> = Extract<ChainedEvent, { kind: K }>;
export type ChainedTestEvent = Extract<ChainedEvent, { kind: TestEvent['kind'] }>;

export const isTestEvent = (event: ChainedEvent): event is ChainedTestEvent => event.kind.startsWith('test_');

/** The tries of an enrolment, the newest last. */
const triesOf = (replay: Replay, enrolmentId: string) =>
  [...replay.tests.values()].filter((test) => test.opened.enrolmentId === enrolmentId);

/** Whether one more try was due: not after a pass, within the tries and grants, and after the wait. */
function checkTry(replay: Replay, { enrolmentId, attempt, triesMax, waitMs, at }: Of<'test_opened'>) {
  const tries = triesOf(replay, enrolmentId);
  const grants = replay.grants.get(enrolmentId) ?? [];
  const last = tries.at(-1)?.ended ?? null;
  if (attempt !== tries.length + 1) return 'it is counted as another try than it is';
  if (tries.some((test) => test.passed)) return 'a test that was passed is taken again';
  if (attempt > triesMax + grants.length) return 'it is one try too many';
  const isGranted = last !== null && grants.some((seq) => seq > last.seq);
  if (last && !isGranted && elapsedMs(last.at, at) < waitMs) return 'it comes too soon after the last try';
  return null;
}

/** A live check that was passed just before, or a clerk who saw her. */
function checkFresh(replay: Replay, { face, faceId, faceWithinMs, at }: Of<'test_opened'>): string | null {
  const stranger = checkSitter(replay, { face, faceId, at });
  if (stranger || face !== 'checked') return stranger;
  const passed = replay.passed.get(faceId ?? '');
  if (!passed) return 'it opens by a live check that was not passed (P007)';
  return elapsedMs(passed.at, at) > faceWithinMs ? 'its live check is too old (P007)' : null;
}

/** A new paper: alone, in order, after every lesson, by a fresh check. */
function open(replay: Replay, event: Of<'test_opened'>): string | null {
  if (replay.live) return 'a test opens while a lease is live (P005)';
  if (replay.test) return 'a test opens while another is live (P005)';
  if (event.fence <= replay.lastFence) return 'its fence is not newer than the one before';
  const completed = new Set([...replay.lessons.values()].filter((l) => l.completed).map((l) => l.lessonId));
  if (!Array.isArray(event.lessons) || event.lessons.length === 0) return 'it names no lessons';
  if (event.lessons.some((lessonId) => !completed.has(lessonId)))
    return 'a test opens before every lesson is complete';
  const why = checkTry(replay, event) ?? checkFresh(replay, event);
  if (why) return why;
  const answers = Array.from({ length: event.questions }, () => null);
  replay.test = {
    ...{ opened: event, fence: event.fence, answers, endedBy: null, ended: null },
    ...{ right: null, passed: false, photographs: 0, missed: 0, witnessed: event.face === 'witnessed' },
  };
  replay.tests.set(event.paperId, replay.test);
  replay.lastFence = event.fence;
  return null;
}

function move(replay: Replay, test: ReplayedTest, event: Of<'test_moved'>): string | null {
  if (event.fromFence !== test.fence) return 'it goes on from another window than the log';
  if (event.fence <= replay.lastFence) return 'its fence is not newer than the one before';
  test.fence = event.fence;
  replay.lastFence = event.fence;
  if (event.face === 'witnessed') test.witnessed = true;
  return checkSitter(replay, event);
}

function end(test: ReplayedTest, at: ClockReading, seq: number, by: 'submitted' | 'expired'): string | null {
  const tookMs = elapsedMs(test.opened.at, at);
  if (by === 'submitted' && tookMs > test.opened.limitMs) return 'it is handed in after its time';
  if (by === 'expired' && tookMs <= test.opened.limitMs) return 'its time is called over and is not';
  if (by === 'submitted' && test.photographs === 0 && test.missed === 0)
    return 'it is handed in and no photograph was asked (P009)';
  test.endedBy = by;
  test.ended = { at, seq };
  return null;
}

/** The paper that was told by its hash is opened; what it comes to is recomputed. */
function judge(
  replay: Replay,
  test: ReplayedTest,
  event: Of<'test_judged'>,
  sha256: (text: string) => string,
): string | null {
  const { paperId, salt, drawn } = event;
  if (!test.endedBy) return 'it is judged before it ended';
  if (!Array.isArray(drawn) || !drawn.every(({ order }) => Array.isArray(order))) return 'it shows no paper';
  if (sha256(paperMessage(paperId, salt, drawn)) !== test.opened.paperSha256)
    return 'it is judged by another paper than was drawn';
  if (drawn.length !== test.opened.questions || new Set(drawn.map(({ id }) => id)).size !== drawn.length)
    return 'a question is missing or stands twice';
  if (drawn.some(({ order }) => [...order].sort((a, b) => a - b).some((choice, i) => choice !== i)))
    return 'a choice is missing or stands twice';
  const orders = drawn.map(({ order }) => order);
  const { right, passed } = judgeAnswers(orders, test.answers, test.opened.passPct);
  if (event.right !== right || event.passed !== passed) return 'its answers come to another result';
  test.right = right;
  test.passed = passed;
  replay.test = null;
  return null;
}

function answer(test: ReplayedTest, { place, choice, at }: Of<'test_answered'>): string | null {
  if (elapsedMs(test.opened.at, at) > test.opened.limitMs) return 'an answer comes after its time';
  if (place < 1 || place > test.answers.length || choice < 0) return 'it answers what was not asked';
  test.answers[place - 1] = choice;
  return null;
}

/** Applies a decision of a final test; answers why it cannot be true, or null. `sha256` gives lower-case hex. */
export function replayTest(
  replay: Replay,
  event: ChainedTestEvent,
  sha256: (text: string) => string,
): string | null {
  if (event.kind === 'test_opened') return open(replay, event);
  if (event.kind === 'test_try_granted') {
    if (event.grantedBy === event.confirmedBy) return 'one person grants a try alone';
    replay.grants.set(event.enrolmentId, [...(replay.grants.get(event.enrolmentId) ?? []), event.seq]);
    return null;
  }
  const { test } = replay;
  if (!test || test.opened.paperId !== event.paperId) return 'its test is not live';
  if (event.kind === 'test_moved') return move(replay, test, event);
  if (event.fence !== test.fence) return 'it comes from a window that was ended (P005)';
  if (event.kind === 'test_judged') return judge(replay, test, event, sha256);
  if (test.endedBy) return 'it comes after the test ended';
  if (event.kind === 'test_answered') return answer(test, event);
  return end(test, event.at, event.seq, event.kind === 'test_submitted' ? 'submitted' : 'expired');
}

type PhotoEvent = Of<'snapshot_asked'> | Of<'snapshot_taken'> | Of<'snapshot_missed'>;

/** A photograph that was asked in a test (P009): it belongs to its paper and to no class hour. */
export function replayTestPhoto(replay: Replay, test: ReplayedTest, event: PhotoEvent): string | null {
  const { demandId, classHour, at } = event;
  if (test.endedBy) return 'it comes after the test ended';
  if (event.kind === 'snapshot_asked') {
    replay.asked.set(demandId, { classHour, at });
    return null;
  }
  const asked = replay.asked.get(demandId);
  if (!asked || asked.classHour !== classHour) return 'a photograph answers nothing that was asked (P009)';
  replay.asked.delete(demandId);
  const isLate = elapsedMs(asked.at, at) > test.opened.photoAnswerMs;
  if (event.kind === 'snapshot_missed') {
    test.missed++;
    return isLate ? null : 'a photograph is called missed too soon (P009)';
  }
  if (isLate) return 'a photograph came too late (P009)';
  const hour = `test/${test.opened.paperId}`;
  test.photographs++;
  replay.photographs.set(hour, (replay.photographs.get(hour) ?? 0) + 1);
  replay.taken.set(demandId, { hour, counts: true });
  return null;
}
