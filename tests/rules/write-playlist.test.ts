import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupOfSegment } from '../../app/catalogue/group-key.server.ts';
import { writeMasterPlaylist, writeMediaPlaylist } from '../../app/catalogue/write-playlist.ts';
import type { Rendition } from '../../db/schema/version.ts';

// RFC 8216: what players need; I10: every segment names the key group it is locked by.

const segmentsMs = fc.array(fc.integer({ min: 200, max: 6_000 }), { minLength: 1, maxLength: 200 });

/** A playlist of one lease, with its lines. */
function write(durations: number[], groupMs = 30_000): string[] {
  return writeMediaPlaylist(durations, {
    groups: durations.map((_, n) => groupOfSegment(durations, n, groupMs)),
    ivs: durations.map((_, n) => n.toString(16).padStart(32, '0')),
    keyUrl: (group) => `/study/leases/9/keys/${group}`,
    segmentUrl: (n) => `/media/v/240p/${n}.ts`,
  }).split('\n');
}

test('durations add up to the lesson, no segment is longer than the target, all are there in order', () => {
  fc.assert(
    fc.property(segmentsMs, (durations) => {
      const lines = write(durations);
      const told = lines
        .filter((l) => l.startsWith('#EXTINF:'))
        .map((l) => Math.round(Number.parseFloat(l.slice(8)) * 1000));
      expect(told).toEqual(durations);
      const target = Number(lines.find((l) => l.startsWith('#EXT-X-TARGETDURATION:'))?.split(':')[1]);
      expect(Math.max(...durations)).toBeLessThanOrEqual(target * 1000);
      expect(lines.filter((l) => l.endsWith('.ts'))).toEqual(
        durations.map((_, n) => `/media/v/240p/${n}.ts`),
      );
      expect(lines[0]).toBe('#EXTM3U');
      expect(lines.at(-2)).toBe('#EXT-X-ENDLIST');
    }),
    { numRuns: 200 },
  );
});

test('every segment is locked, by the group its start lies in, with a vector of its own', () => {
  fc.assert(
    fc.property(segmentsMs, fc.integer({ min: 5_000, max: 60_000 }), (durations, groupMs) => {
      const keys = write(durations, groupMs).filter((l) => l.startsWith('#EXT-X-KEY:'));
      let startMs = 0;
      durations.forEach((ms, n) => {
        expect(keys[n]).toContain(
          `METHOD=AES-128,URI="/study/leases/9/keys/${Math.floor(startMs / groupMs)}"`,
        );
        startMs += ms;
      });
      expect(keys).toHaveLength(durations.length);
      expect(new Set(keys.map((l) => l.split('IV=')[1])).size).toBe(durations.length);
    }),
    { numRuns: 200 },
  );
});

test('the master names every rendition once, the smallest first, and no address of another host', () => {
  const rung = (name: Rendition['name'], bandwidth: number): Rendition => ({
    ...{ name, bandwidth, width: 16, height: 9, codecs: 'avc1.42c01e,mp4a.40.2', segmentsMs: [4_000] },
  });
  const text = writeMasterPlaylist([rung('720p', 900_000), rung('240p', 200_000), rung('360p', 400_000)]);
  expect(text.match(/^\d+p\.m3u8$/gm)).toEqual(['240p.m3u8', '360p.m3u8', '720p.m3u8']);
  expect(text.match(/BANDWIDTH=\d+/g)).toEqual(['BANDWIDTH=200000', 'BANDWIDTH=400000', 'BANDWIDTH=900000']);
  expect(text).not.toContain('//');
});
