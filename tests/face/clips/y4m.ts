import type { Yuv } from './camera-noise.ts';
import { viewHeight, viewWidth } from './view.ts';

const frameMark = Buffer.from('FRAME\n');

/** The head of a raw video file as Chromium's fake camera reads it. */
export function y4mHead(framesPerSecond: number): Buffer {
  return Buffer.from(`YUV4MPEG2 W${viewWidth} H${viewHeight} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
}

/** A whole raw video. Chromium plays it again and again. */
export function y4mFile(frames: Yuv[], framesPerSecond: number): Buffer {
  return Buffer.concat([y4mHead(framesPerSecond), ...frames.flatMap((frame) => [frameMark, frame])]);
}

/** Where the picture of frame `n` begins in the file, and how long it is with its mark, bytes. */
export function frameAt(n: number, framesPerSecond: number, frameBytes: number): number {
  return y4mHead(framesPerSecond).length + n * (frameMark.length + frameBytes) + frameMark.length;
}
