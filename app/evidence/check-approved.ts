import { betweenMs, type ClockReading } from '../platform/clock.ts';
import type { JudgedContent } from './check-content.ts';
import type { ChainedEvent } from './event.ts';
import { countedUntil } from './open-span.ts';
import type { Replay } from './replay-state.ts';

/** Between the reading of a clock in one transaction and in another that saw its rows. */
const graceMs = 10_000;
/** A key that was given before a withdrawal opens at most this much. */
const keyGroupMs = 30_000;

type Opened = Extract<ChainedEvent, { kind: 'lease_opened' }>;

function checkLease(content: JudgedContent | undefined, event: Opened): string | null {
  if (!content) return 'there is no record of the approval of its video (P011)';
  if (content.broken) return null;
  if (content.approval === null || content.publishedAt === null)
    return 'its video was never published (P011)';
  if (content.lessonId !== event.lessonId) return 'its video was brought for another lesson (P011)';
  if (content.contentSha256 !== event.contentSha256)
    return 'its video has other bytes than were approved (P011)';
  if (content.durationMs !== event.durationMs) return 'its video is as long as nobody approved (P011)';
  if (betweenMs(content.publishedAt, event.at) < -graceMs) return 'its video was not published then (P011)';
  if (isAfter(content.withdrawnAt, event.at, graceMs)) return 'its video was withdrawn then (P011)';
  return null;
}

const isAfter = (from: ClockReading | null, at: ClockReading, ms: number) =>
  from !== null && betweenMs(from, at) > ms;

/**
 * Whether what was studied is what was approved (P011): a lease opens on published bytes alone, and nothing is credited
 * later than one key group after a withdrawal. Called after an event was replayed; answers why it cannot be true, or null.
 * A version whose own chain is broken is told there.
 */
export function checkApproved(
  contents: ReadonlyMap<string, JudgedContent>,
  { live }: Pick<Replay, 'live'>,
  event: ChainedEvent,
): string | null {
  if (event.kind === 'lease_opened') return checkLease(contents.get(event.videoVersionId), event);
  const content = live && contents.get(live.opened.videoVersionId);
  if (!content || content.broken) return null;
  const isCredit =
    event.kind === 'played' ||
    (event.kind === 'earned' && event.earnedMs > 0) ||
    (event.kind === 'control_answered' && event.gainedMs > 0) ||
    event.kind === 'lesson_completed';
  if (!isCredit) return null;
  const countedAt = countedUntil(event);
  if (isAfter(content.withdrawnAt, countedAt, keyGroupMs + graceMs))
    return 'it counts after its video was withdrawn (P011)';
  if (isAfter(content.signedAt, countedAt, graceMs)) return 'the record of its video ends before it (P011)';
  return null;
}
