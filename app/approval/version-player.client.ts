import type HlsType from 'hls.js';
import { ByteCheck, type BytesChecked } from './check-bytes.client.ts';

/** What the player shows of itself. */
export type PlayerState = {
  atMs: number;
  playing: boolean;
  waiting: boolean;
  /** It cannot be played: nobody decides on what was not seen. */
  stuck: boolean;
  /** What was played so far, compared with the manifest. */
  checked: BytesChecked;
};

const firstState: PlayerState = {
  ...{ atMs: 0, playing: false, waiting: false, stuck: false },
  checked: { same: 0, other: 0 },
};

/**
 * Plays one rendition of a version, the very one that was chosen and no other. Whoever makes or reviews a lesson goes
 * where they like, at any speed.
 */
export class VersionPlayer {
  readonly #video: HTMLVideoElement;
  readonly #told: (state: PlayerState) => void;
  readonly #ears = new AbortController();
  #hls: HlsType | null = null;
  #state = firstState;
  readonly #check: ByteCheck | null;
  #load = 0;
  #repairs = 0;

  /** `of`: the version and the hash that its bytes have to come to. */
  constructor(
    video: HTMLVideoElement,
    of: { versionId: string; contentSha256: string } | null,
    told: (state: PlayerState) => void,
  ) {
    this.#video = video;
    this.#told = told;
    this.#check = of && new ByteCheck(of.versionId, of.contentSha256, (checked) => this.#set({ checked }));
    const on = (names: string[], heard: () => void) => {
      for (const name of names) video.addEventListener(name, heard, { signal: this.#ears.signal });
    };
    on(['timeupdate', 'seeking', 'seeked'], () => this.#set({ atMs: Math.round(video.currentTime * 1000) }));
    on(['play', 'pause', 'ended'], () => this.#set({ playing: !video.paused && !video.ended }));
    on(['waiting'], () => this.#set({ waiting: true }));
    on(['playing', 'canplay'], () => this.#set({ waiting: false, stuck: false }));
    on(['error'], () => this.#hls === null && this.#set({ stuck: true }));
  }

  /** Loads a rendition's playlist and goes on where the last one was. */
  async load(src: string): Promise<void> {
    const turn = ++this.#load;
    const { atMs, playing } = this.#state;
    const rate = this.#video.playbackRate;
    const { default: Hls, ErrorTypes, Events } = await import('hls.js/light');
    if (turn !== this.#load) return;
    this.#hls?.destroy();
    this.#hls = null;
    this.#set({ stuck: false });
    if (Hls.isSupported()) {
      const hls = new Hls({
        startPosition: atMs / 1000,
        maxBufferLength: 20,
        backBufferLength: 60,
        enableWorker: false,
        preferManagedMediaSource: true,
      });
      this.#hls = hls;
      this.#repairs = 0;
      hls.on(Events.ERROR, (_event, data) => {
        if (!data.fatal) return;
        if (data.type === ErrorTypes.MEDIA_ERROR && this.#repairs++ < 3) hls.recoverMediaError();
        else this.#set({ stuck: true, waiting: false });
      });
      hls.on(Events.FRAG_LOADED, (_event, { frag, payload }) => {
        const path = /\/(\d+p\/\d+\.ts)(\?|$)/.exec(frag.url)?.[1];
        if (path && payload instanceof ArrayBuffer) void this.#check?.take(path, payload);
      });
      hls.loadSource(src);
      hls.attachMedia(this.#video);
    } else {
      this.#video.src = src;
      const goOn = () => (this.#video.currentTime = atMs / 1000);
      this.#video.addEventListener('loadedmetadata', goOn, { once: true, signal: this.#ears.signal });
    }
    this.#video.playbackRate = rate;
    if (playing) void this.#play();
  }

  toggle(): void {
    if (this.#video.paused) void this.#play();
    else this.#video.pause();
  }

  pause(): void {
    this.#video.pause();
  }

  /** Goes to a place, ms; never before the start nor beyond the end. */
  seek(toMs: number): void {
    const endS = Number.isFinite(this.#video.duration) ? this.#video.duration : Infinity;
    this.#video.currentTime = Math.min(Math.max(0, toMs / 1000), endS);
    this.#set({ atMs: Math.round(this.#video.currentTime * 1000) });
  }

  skip(byMs: number): void {
    this.seek(this.#state.atMs + byMs);
  }

  speed(rate: number): void {
    this.#video.playbackRate = rate;
  }

  subtitles(shown: boolean): void {
    for (const track of Array.from(this.#video.textTracks)) track.mode = shown ? 'showing' : 'disabled';
  }

  destroy(): void {
    this.#load += 1;
    this.#ears.abort();
    this.#hls?.destroy();
  }

  async #play(): Promise<void> {
    // The browser may want a tap first: the button stays as it is.
    await this.#video.play().catch(() => undefined);
  }

  #set(changed: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...changed };
    this.#told(this.#state);
  }
}
