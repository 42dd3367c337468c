import type { Seen } from './seen.ts';

/** To the thread that looks: first where its files are, then frame by frame, never two at once. */
export type LookFiles = { kind: 'files'; model: string; wasmLoader: string; wasm: string };
export type FrameToLookAt = {
  kind: 'frame';
  /** RGBA, handed over. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  widthPx: number;
  heightPx: number;
  atMs: number;
};

/** From it. `tookMs`: how long this frame kept it. */
export type LookAnswer =
  { kind: 'ready' } | { kind: 'seen'; seen: Seen; tookMs: number } | { kind: 'failed'; why: string };
