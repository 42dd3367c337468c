import { createHmac } from 'node:crypto';
import type { Sql } from '../../db/client.ts';
import { deriveGroupKey, deriveSegmentIv, groupOfSegment } from '../catalogue/group-key.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readLiveLease } from './read-lease.server.ts';
import type { Video, Videos } from './read-video.server.ts';
import { mayReleaseKey } from './release-key.ts';
import type { StudyState } from './study-state.ts';
import { writeMasterPlaylist, writeMediaPlaylist } from '../catalogue/write-playlist.ts';

/** Whose lease. */
type Holder = { learnerId: string; fence: number };

async function readMedia(
  sql: Sql,
  videos: Videos,
  holder: Holder,
): Promise<{ state: StudyState; video: Video }> {
  const state = await readLiveLease(sql, holder.learnerId, holder.fence);
  const video = await videos.published(state.lease.videoVersionId);
  if (!video) throw new Refusal('key_refused');
  return { state, video };
}

/** The master playlist of the lease's lesson. */
export async function giveMasterPlaylist(sql: Sql, videos: Videos, holder: Holder): Promise<string> {
  const { video } = await readMedia(sql, videos, holder);
  return writeMasterPlaylist(video.renditions);
}

/** One rendition's playlist; its keys are asked under this lease's fence. */
export async function giveMediaPlaylist(
  sql: Sql,
  videos: Videos,
  holder: Holder,
  name: string,
): Promise<string> {
  const { video } = await readMedia(sql, videos, holder);
  const rendition = video.renditions.find((r) => r.name === name);
  if (!rendition) throw new Refusal('not_found');
  const { segmentsMs } = rendition;
  return writeMediaPlaylist(segmentsMs, {
    groups: segmentsMs.map((_, n) => groupOfSegment(segmentsMs, n, video.groupMs)),
    ivs: segmentsMs.map((_, n) => deriveSegmentIv(video.contentKey, name, n).toString('hex')),
    keyUrl: (group) => `/study/leases/${holder.fence}/keys/${group}`,
    segmentUrl: (n) => `/media/${video.id}/${name}/${n}.ts`,
  });
}

/**
 * What a player asks for first under lease `fence` when study goes on at `atMs`, so that it need not read one to learn of the
 * next. Names only: each file is given or refused by its own handler (I10).
 */
export function nameFirstFiles(video: Video, fence: number, atMs: number): string[] {
  const [smallest] = [...video.renditions].sort((a, b) => a.bandwidth - b.bandwidth);
  if (!smallest) return [];
  const { name, segmentsMs } = smallest;
  let n = 0;
  for (let endMs = segmentsMs[0] ?? 0; endMs <= atMs && n < segmentsMs.length - 1; n++)
    endMs += segmentsMs[n + 1] ?? 0;
  const group = groupOfSegment(segmentsMs, n, video.groupMs);
  const lease = `/study/leases/${fence}`;
  return [`${lease}/${name}.m3u8`, `${lease}/keys/${group}`, `/media/${video.id}/${name}/${n}.ts`];
}

/**
 * A number in [0, 1) that the browser cannot compute, the same for a learner and group in every lease: opening leases
 * again tells nothing new (C09).
 */
function spreadOf(state: StudyState, video: Video, group: number): number {
  const digest = createHmac('sha256', video.contentKey).update(`spread ${state.learnerId} ${group}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/**
 * The 16-byte key of one group, when the seconds before it are earned (I10). Refuses with `key_not_yet` (wait) or
 * `lease_ended` (stop). Cost: one indexed read, two hashes.
 */
export async function giveKey(sql: Sql, videos: Videos, holder: Holder, group: number): Promise<Buffer> {
  return keyOf(videos, await readLiveLease(sql, holder.learnerId, holder.fence), group);
}

/** The key of one group for a study that was read just now. Throws as `giveKey` does. */
export async function keyOf(videos: Videos, state: StudyState, group: number): Promise<Buffer> {
  const { endReason } = state.lease;
  if (endReason) throw new Refusal('lease_ended', { reason: endReason });
  const video = await videos.published(state.lease.videoVersionId);
  if (!video) throw new Refusal('key_refused');
  if (group * video.groupMs >= state.progress.durationMs + 1_000) throw new Refusal('not_found');
  if (!mayReleaseKey(state, group * video.groupMs, () => spreadOf(state, video, group)))
    throw new Refusal('key_not_yet');
  const key = video.groupKeys.get(group) ?? deriveGroupKey(video.contentKey, group);
  video.groupKeys.set(group, key);
  return key;
}
