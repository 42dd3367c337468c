import type { FaceEyes } from './face-eyes.client.ts';
import type { FacePhase, FaceSign, FaceView } from './face-view.ts';
import type { FaceSentenceKey } from './face-words.ts';

/** What one try of a face check needs of the page around it. `gone` ends it. */
export type FaceScreen = {
  readonly view: FaceView;
  readonly eyes: FaceEyes;
  readonly gone: AbortSignal;
  phase(phase: FacePhase): void;
  /** One thing to do, shown and spoken; `step` counts from 1, 0 before the first. */
  ask(say: FaceSentenceKey, sign: FaceSign, step: number, steps: number): void;
  say(sound: string | null): void;
};
