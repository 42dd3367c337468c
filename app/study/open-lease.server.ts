import type { Sql } from '../../db/client.ts';
import { lockChains } from '../evidence/append.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireFace } from '../presence/require-face.server.ts';
import { beginLease } from './begin-lease.server.ts';
import type { ControlPools } from './control-pool.server.ts';
import { endLiveLease } from './end-live-lease.server.ts';
import { requireNoTest } from './final-test/require-no-test.server.ts';
import { findLesson, type FoundLesson, type Opener } from './find-lesson.server.ts';
import { findOpening } from './find-opening.server.ts';
import { insertLease } from './insert-lease.server.ts';
import { nameFirstFiles } from './give-media.server.ts';
import { limitLeases } from './limit-leases.server.ts';
import { showStanding } from './show-standing.ts';
import type { Video, Videos } from './read-video.server.ts';
import type { StudyState } from './study-state.ts';
import type { LeaseOpened, OpenLease } from './study.wire.ts';

/**
 * Opens a lease after class, dates, order, content and face are checked, and ends the learner's other one (I4, I5). A live
 * lease of another window asks first, unless that window has been silent. The same opening once more opens nothing (I9).
 * Answers the standing and where the media is.
 */
export async function openLease(
  sql: Sql,
  { pools, videos }: { pools: ControlPools; videos: Videos },
  opener: Opener,
  request: OpenLease,
): Promise<LeaseOpened> {
  const { lesson, enrolment } = await findLesson(sql, opener, request, readClock());
  await requireFace(sql, opener, enrolment.profile, readClock().wallMs);
  // Without its controls a lesson cannot be studied lawfully (P006).
  await pools.of(lesson.videoVersionId).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Refusal('lesson_not_ready', { pct: 99 }) : error;
  });
  // A courtesy: who is not told asks for one file after the other.
  const video = await videos.published(lesson.videoVersionId).catch(() => null);
  return sql.begin(async (tx) => {
    const { learnerId } = opener;
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    if (!head) throw new Error('chain is not locked');
    const now = readClock();
    const found = await findLesson(tx, opener, request, now);
    const again = await findOpening(tx, learnerId, request);
    if (again) return tellOpened(again, found, video, now);
    await limitLeases(tx, learnerId, found.enrolment.profile.leases_per_hour_max, now);
    const closed = await requireNoTest(tx, learnerId, now);
    const known = await requireFace(tx, opener, found.enrolment.profile, now.wallMs);
    const ended = [...closed, ...(await endLiveLease(tx, learnerId, request, now))];
    const opening = { opener, request, found, known, now };
    const fence = await insertLease(tx, opening);
    const state = await beginLease(tx, pools, head, fence, opening, ended);
    return tellOpened(state, found, video, now);
  });
}

/** The standing of a lease and where its media is. */
function tellOpened(
  state: StudyState,
  { lesson }: FoundLesson,
  video: Video | null,
  now: ClockReading,
): LeaseOpened {
  const { fence } = state.lease;
  const base = `/study/leases/${fence}`;
  const standing = showStanding(state, now);
  return {
    standing,
    title: lesson.title,
    manifestUrl: `${base}/master.m3u8`,
    firstUrls: video?.id === lesson.videoVersionId ? nameFirstFiles(video, fence, standing.frontierMs) : [],
    subtitlesUrl: `${base}/subtitles.vtt`,
    posterUrl: `${base}/poster.jpg`,
  };
}
