import { deriveGroupKey, deriveSegmentIv, groupOfSegment } from '../catalogue/group-key.server.ts';
import { writeMediaPlaylist } from '../catalogue/write-playlist.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Watched } from './read-watched.server.ts';

/** The playlist of one rendition under the addresses of this version; `query` goes with every segment. Throws `not_found`. */
export function giveWatchedPlaylist(video: Watched, name: string, query: string): string {
  const segmentsMs = video.renditions.find((rendition) => rendition.name === name)?.segmentsMs;
  if (!segmentsMs) throw new Refusal('not_found');
  return writeMediaPlaylist(segmentsMs, {
    groups: segmentsMs.map((_, n) => groupOfSegment(segmentsMs, n, video.groupMs)),
    ivs: segmentsMs.map((_, n) => deriveSegmentIv(video.contentKey, name, n).toString('hex')),
    keyUrl: (group) => `/versions/${video.id}/keys/${group}`,
    segmentUrl: (n) => `/versions/${video.id}/${name}/${n}.ts${query}`,
  });
}

/** The key of a group; nothing has to be earned here. Throws `not_found` for a group that the video does not reach. */
export function giveWatchedKey(video: Watched, group: number): Buffer {
  const lastMs = Math.max(
    ...video.renditions.map(({ segmentsMs }) => segmentsMs.reduce((sum, ms) => sum + ms, 0)),
  );
  if (group * video.groupMs >= lastMs) throw new Refusal('not_found');
  return deriveGroupKey(video.contentKey, group);
}
