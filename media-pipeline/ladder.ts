import type { Rendition } from '../db/schema/version.ts';

export type Rung = {
  name: Rendition['name'];
  width: number;
  height: number;
  profile: 'baseline' | 'main';
  level: string;
  videoKbps: number;
  maxKbps: number;
};

/** Frames a second: slides stand still, so few are enough. */
export const framesPerS = 5;
export const frameMs = 200;
/** Segment length, ms: a whole number of frames, and what `video_version.segment_ms` says. */
export const segmentMs = 4_000;
export const framesASegment = segmentMs / frameMs;
export const audioKbps = 64;

/** What learners' lines can carry: from a weak 3G line up. */
export const ladder: readonly Rung[] = [
  { name: '240p', width: 426, height: 240, profile: 'baseline', level: '3.0', videoKbps: 70, maxKbps: 120 },
  { name: '360p', width: 640, height: 360, profile: 'baseline', level: '3.0', videoKbps: 120, maxKbps: 220 },
  { name: '720p', width: 1280, height: 720, profile: 'main', level: '3.1', videoKbps: 300, maxKbps: 600 },
];
