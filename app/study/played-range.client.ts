import type { Beat } from './study.wire.ts';

/** What a beat tells of the time since the last one. */
export type Stretch = Pick<Beat, 'state' | 'visible' | 'ratePermille' | 'played'>;

/** Collects the contiguous range that was played since the last beat, and what was true all along. */
export class PlayedRange {
  #fromMs: number;
  #toMs: number;
  #sawHidden: boolean;
  #ratePermille = 1000;

  /** Starts at `atMs` in a page that is `visible` or not. */
  constructor(atMs: number, visible: boolean) {
    this.#fromMs = atMs;
    this.#toMs = atMs;
    this.#sawHidden = !visible;
  }

  /** The furthest place that was reached by playing, ms. */
  get atMs(): number {
    return this.#toMs;
  }

  /** Playback went on to `atMs`. A step back is not playback. */
  progress(atMs: number, ratePermille: number): void {
    if (atMs > this.#toMs) this.#toMs = atMs;
    if (ratePermille !== 1000) this.#ratePermille = ratePermille;
  }

  /** Something was played since the last cut. */
  get advanced(): boolean {
    return whole(this.#toMs) > whole(this.#fromMs);
  }

  /** Begins anew at `toMs`, as after a permitted seek; what was played and not cut is dropped. */
  jump(toMs: number, visible: boolean): void {
    this.#fromMs = toMs;
    this.#toMs = toMs;
    this.#sawHidden = !visible;
    this.#ratePermille = 1000;
  }

  /** Ends the stretch and starts the next one. `resting`: what the player does when nothing was played. */
  cut(resting: 'paused' | 'waiting', visible: boolean): Stretch {
    const played = { fromMs: whole(this.#fromMs), toMs: whole(this.#toMs) };
    const stretch: Stretch = {
      state: played.toMs > played.fromMs ? 'playing' : resting,
      visible: !this.#sawHidden,
      ratePermille: Math.min(64_000, Math.max(0, Math.round(this.#ratePermille))),
      played,
    };
    this.#fromMs = this.#toMs;
    this.#sawHidden = !visible;
    this.#ratePermille = 1000;
    return stretch;
  }
}

/** Whole milliseconds; a player's NaN counts as the start. */
function whole(ms: number): number {
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : 0;
}
