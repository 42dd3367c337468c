import type { Camera } from '../presence/device/camera.client.ts';
import type { Attendance } from './attendance.client.ts';
import type { LeftBeats } from './left-beats.client.ts';
import type { LessonPhase, LessonView, Said } from './lesson-view.ts';
import type { Refused } from './study-requests.client.ts';
import type { Voice } from './voice.client.ts';

/** What studying needs of the page around it. */
export type LessonScreen = {
  readonly view: LessonView;
  readonly voice: Voice;
  readonly camera: Camera;
  readonly attendance: Attendance;
  readonly leftBeats: LeftBeats;
  show(change: Partial<LessonView>): void;
  phase(phase: LessonPhase): void;
  /** The video stands still for this reason; `quiet`: without its recording. */
  rest(said: Said, quiet?: boolean): void;
  note(notice: LessonView['notice']): void;
  tap(): Promise<void>;
  refused(refusal: Refused): void;
  photographed(): void;
};
