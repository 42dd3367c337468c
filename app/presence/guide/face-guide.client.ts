import { FrameCanvas } from './frame-canvas.client.ts';
import { FrameLooker } from './frame-looker.client.ts';
import { gatherBaseline, type Baseline } from './gather-baseline.ts';
import { guideAction, watchAction, type Watch } from './guide-action.ts';
import { isTooSlow } from './judge-pace.ts';
import type { GuideStep, Seen, UnableReason, WantedAction } from './seen.ts';

export type FaceGuideDuties = {
  /** After each frame looked at; `step` is null while nothing is wanted. Call `takePicture` in it, before any await. */
  onSeen: (seen: Seen, step: GuideStep | null) => void;
  /** At most once: from now on the page guides by spoken words and time. `takePicture` goes on working. */
  onUnable: (reason: UnableReason) => void;
};

/** No more than about 15 frames a second: the rest of the phone's strength is for the page. */
const frameGapMs = 66;
const loadMs = 45_000;

/** Watches the camera on the device itself, so that arrows and voice can follow what the learner does. */
export class FaceGuide {
  readonly #duties: FaceGuideDuties;
  readonly #canvas = new FrameCanvas();
  #video: HTMLVideoElement | null = null;
  #looker: FrameLooker | null = null;
  #isTaken = false;
  #isOver = false;
  #frames: Seen[] = [];
  #baseline: Baseline | null = null;
  #watch: Watch | null = null;
  #tookMs: number[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(duties: FaceGuideDuties) {
    this.#duties = duties;
  }

  /** Loads what it needs (about 6 MB, once) and watches `video`. Never throws: what fails is told to `onUnable`. */
  start(video: HTMLVideoElement): void {
    this.#video = video;
    this.#timer = setTimeout(() => this.#giveUp('not_loaded'), loadMs);
    try {
      this.#looker = new FrameLooker({
        onReady: () => {
          clearTimeout(this.#timer);
          this.#next();
        },
        onSeen: (seen, tookMs) => this.#seen(seen, tookMs),
        onFailed: (reason) => this.#giveUp(reason),
      });
    } catch {
      this.#giveUp('no_means');
    }
  }

  /** It knows how this person looks straight ahead: before that it can follow no action. */
  get isReady(): boolean {
    return this.#baseline !== null && !this.#isOver;
  }

  /** From now on `onSeen` says how `action` goes; null: nothing is wanted. */
  want(action: WantedAction | null): void {
    this.#watch = action && watchAction(action);
  }

  /** The frame that the last `onSeen` told about, else the present one: JPEG, unmirrored, longer side 480 pixels. */
  async takePicture(): Promise<Blob | null> {
    if (!this.#isTaken && !(this.#video && this.#canvas.take(this.#video))) return null;
    return this.#canvas.encode();
  }

  /** Ends the watching for good and frees the model. */
  stop(): void {
    this.#rest();
    this.#video = null;
  }

  #next(): void {
    const frame = this.#video && this.#canvas.take(this.#video) ? this.#canvas.read() : null;
    this.#isTaken = frame !== null;
    if (frame) this.#looker?.look(frame, performance.now());
    else this.#timer = setTimeout(() => this.#next(), frameGapMs);
  }

  #seen(seen: Seen, tookMs: number): void {
    if (this.#isOver) return;
    this.#tookMs.push(tookMs);
    if (isTooSlow(this.#tookMs)) return this.#giveUp('too_slow');
    if (!this.#baseline) {
      const { frames, baseline } = gatherBaseline(this.#frames, seen);
      this.#frames = frames;
      this.#baseline = baseline;
    }
    this.#duties.onSeen(seen, this.#follow(seen));
    if (this.#isOver) return;
    this.#timer = setTimeout(() => this.#next(), Math.max(0, frameGapMs - (performance.now() - seen.atMs)));
  }

  #follow(seen: Seen): GuideStep | null {
    if (!this.#watch) return null;
    if (!this.#baseline) return 'wait';
    const { watch, step } = guideAction(this.#watch, seen, this.#baseline);
    this.#watch = watch;
    return step;
  }

  #giveUp(reason: UnableReason): void {
    if (this.#isOver) return;
    this.#rest();
    this.#duties.onUnable(reason);
  }

  #rest(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#looker?.destroy();
    this.#looker = null;
    this.#isTaken = false;
  }
}
