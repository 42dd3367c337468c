import { hkdfSync } from 'node:crypto';

const noSalt = Buffer.alloc(0);

/** The 16-byte AES key of key group `group`: one key opens 30 s of every rendition and says nothing of the next (I10). */
export function deriveGroupKey(contentKey: Buffer, group: number): Buffer {
  return Buffer.from(hkdfSync('sha256', contentKey, noSalt, `zhenxue group ${group}`, 16));
}

/** The 16-byte initial vector of segment `n` of a rendition: never used twice under one group key. */
export function deriveSegmentIv(contentKey: Buffer, rendition: string, n: number): Buffer {
  return Buffer.from(hkdfSync('sha256', contentKey, noSalt, `zhenxue iv ${rendition} ${n}`, 16));
}

/** The key group of segment `n`: decided by where the segment starts, for durations as measured (ms). */
export function groupOfSegment(segmentsMs: number[], n: number, groupMs: number): number {
  let startMs = 0;
  for (let i = 0; i < n; i++) startMs += segmentsMs[i] ?? 0;
  return Math.floor(startMs / groupMs);
}
