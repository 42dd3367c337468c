import type { RefusalCode } from '../../platform/refusal.ts';
import type { CameraState } from '../../presence/device/camera.client.ts';
import type { TestOpened } from './final-test.wire.ts';

/** What the window of the test shows. */
export type TestPhase =
  | { name: 'closed' }
  | { name: 'opening' }
  | { name: 'face' }
  /** Another window is alive; or another window goes on. */
  | { name: 'elsewhere' }
  | { name: 'ended' }
  | { name: 'refused'; refused: RefusalCode; say: string; fix: string }
  | { name: 'asking' }
  | { name: 'photo' }
  | { name: 'submitting' }
  /** Judged: the page asks the server for the result. */
  | { name: 'over' };

export type TestView = {
  phase: TestPhase;
  questions: TestOpened['questions'];
  /** The choice at each place, as it was tapped. */
  chosen: (number | null)[];
  /** Of the page's own clock, ms: when the time is over. */
  endsAtMs: number;
  unheard: boolean;
  /** Places whose question is not recorded. */
  unspoken: number[];
  camera: CameraState;
};

export const firstTestView: TestView = {
  phase: { name: 'closed' },
  questions: [],
  chosen: [],
  endsAtMs: 0,
  unheard: false,
  unspoken: [],
  camera: 'off',
};
