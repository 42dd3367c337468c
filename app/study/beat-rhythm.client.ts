import { BeatSender, type BeatSenderDuties } from './beat-sender.client.ts';
import { PlayedRange } from './played-range.client.ts';

/** A beat while nothing plays keeps the lease alive, ms. */
const restingBeatMs = 15_000;

export type BeatRhythmDuties = Omit<BeatSenderDuties, 'latest'> & {
  startMs: number;
  /** The page is on the screen. */
  visible: () => boolean;
  /** What the player does while nothing advances. */
  resting: () => 'paused' | 'waiting';
  /** Time between two beats while the video plays, ms; null: it does not play. */
  playingBeatMs: () => number | null;
};

/** When a beat goes out and what it tells: the range played since the last one. */
export class BeatRhythm {
  readonly #duties: BeatRhythmDuties;
  readonly #range: PlayedRange;
  readonly #sender: BeatSender;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(duties: BeatRhythmDuties) {
    this.#duties = duties;
    this.#range = new PlayedRange(duties.startMs, duties.visible());
    this.#sender = new BeatSender({ ...duties, latest: () => (this.advanced ? this.#cut() : null) });
  }

  /** Something was played that no beat has told yet. */
  get advanced(): boolean {
    return this.#range.advanced;
  }

  progress(atMs: number, ratePermille: number): void {
    this.#range.progress(atMs, ratePermille);
  }

  /** Tells now what happened since the last beat. */
  report(): void {
    this.#sender.report(this.#cut());
    this.pace();
  }

  /** Begins a new stretch at `toMs`; what was not told is dropped. */
  jump(toMs: number): void {
    this.#range.jump(toMs, this.#duties.visible());
  }

  /** The learner goes on from `toMs`: what was played beyond and waits to be told is told no more. */
  sentBack(toMs: number): void {
    this.#sender.dropWaiting();
    this.jump(toMs);
  }

  /** Sets the next beat by what the player does now. */
  pace(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.report(), this.#duties.playingBeatMs() ?? restingBeatMs);
  }

  /** The line may be back. */
  nudge(): void {
    this.#sender.nudge();
  }

  /** The page goes away: what nobody answered yet, and whether it was answered. */
  reportLast(): ReturnType<BeatSender['reportLast']> {
    clearTimeout(this.#timer);
    return this.#sender.reportLast(this.advanced ? this.#cut() : null);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#sender.destroy();
  }

  #cut() {
    return this.#range.cut(this.#duties.resting(), this.#duties.visible());
  }
}
