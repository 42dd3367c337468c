import type { SourceKind } from './version-life.ts';

/** The steps by which the worker makes a version, in order, as it reports them. */
export const makingSteps: Record<SourceKind, readonly string[]> = {
  script: [
    'read-script',
    'draw-slides',
    'speak',
    'compose',
    'encrypt',
    'thumbnails',
    'verify-output',
    'speak-questions',
    'hash',
  ],
  video: ['probe', 'transcode', 'segment', 'encrypt', 'thumbnails', 'verify-output', 'hash'],
};

/** A place in a video as its author writes it (3:05, 1:02:03, 185), in ms; null: it is none. */
export function readPlace(written: string): number | null {
  const parts = written.trim().replaceAll('：', ':').split(':');
  if (parts.length > 3 || !parts.every((part) => /^\d{1,5}$/.test(part))) return null;
  if (parts.slice(1).some((part) => Number(part) > 59)) return null;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}
