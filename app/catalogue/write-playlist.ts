import type { Rendition } from '../../db/schema/version.ts';

/** The HLS master playlist (RFC 8216): one line a rendition, the smallest first, for slow lines. `query` goes with each. */
export function writeMasterPlaylist(renditions: Rendition[], query = ''): string {
  const rungs = [...renditions]
    .sort((a, b) => a.bandwidth - b.bandwidth)
    .flatMap(({ name, bandwidth, width, height, codecs }) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${width}x${height},CODECS="${codecs}"`,
      `${name}.m3u8${query}`,
    ]);
  return ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-INDEPENDENT-SEGMENTS', ...rungs, ''].join('\n');
}

/** What a rendition's playlist needs beside its segments. */
export type PlaylistPlaces = {
  /** Key group of each segment. */
  groups: number[];
  /** Initial vector of each segment, hex. */
  ivs: string[];
  keyUrl: (group: number) => string;
  segmentUrl: (n: number) => string;
};

/** A rendition's playlist: each segment with the key group it is locked by; only keys are gated (I10). */
export function writeMediaPlaylist(segmentsMs: number[], places: PlaylistPlaces): string {
  const target = Math.ceil(Math.max(...segmentsMs) / 1000);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-TARGETDURATION:${target}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
  ];
  segmentsMs.forEach((ms, n) => {
    lines.push(
      `#EXT-X-KEY:METHOD=AES-128,URI="${places.keyUrl(places.groups[n] ?? 0)}",IV=0x${places.ivs[n] ?? ''}`,
      `#EXTINF:${(ms / 1000).toFixed(3)},`,
      places.segmentUrl(n),
    );
  });
  return [...lines, '#EXT-X-ENDLIST', ''].join('\n');
}
