import type { FrameObservation, ObserveOptions } from './observation.ts';

/** A frame on its way to a thread. */
export type FrameTask = { jpeg: Uint8Array<ArrayBuffer>; options: ObserveOptions };

/** What a thread says: that its nets are loaded, or what became of the one frame it was given. */
export type ThreadWord =
  | { kind: 'ready' }
  | { kind: 'seen'; observation: FrameObservation }
  | { kind: 'undecodable'; reason: string };
