import { openSource, type HlsEngine } from './hls-source.client.ts';
import { guardPlayer, type PlayerGuards } from './player-guards.client.ts';
import type { PlayerRequest } from './request-map.client.ts';
import type { Refused } from './study-requests.client.ts';
import { VideoControls, type VideoControlsDuties } from './video-controls.client.ts';

export type PlayerDuties = {
  onPlaying: () => void;
  onPaused: () => void;
  onWaiting: () => void;
  onEnded: () => void;
  /** Playback went on: place in ms, rate in thousandths. */
  onProgress: (atMs: number, ratePermille: number) => void;
  /** Somebody asks; true: it is allowed and done. */
  onAsk: (request: PlayerRequest) => boolean;
  onKeyRefused: (refusal: Refused) => void;
  onTrouble: (kind: 'network' | 'media') => void;
};

export type PlayerSource = {
  manifestUrl: string;
  /** What the engine will ask for first. */
  firstUrls: string[];
  subtitlesUrl: string;
  startMs: number;
  title: string;
  words: VideoControlsDuties['words'] & { video: string; subtitlesLang: string };
};

/** A native player that met a key it may not have yet is loaded anew after this long, ms. */
const nativeRetryMs = 2_000;

/** The video of one lease: its buttons, its engine and who watches over it. Decides nothing. */
export class LessonPlayer {
  readonly #root = document.createElement('div');
  readonly #controls: VideoControls;
  readonly #video: HTMLVideoElement;
  readonly #guards: PlayerGuards;
  readonly #duties: PlayerDuties;
  readonly #source: PlayerSource;
  #engine: HlsEngine | null = null;
  #ownSeek = true;
  #lastMs: number;
  #nativeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, source: PlayerSource, duties: PlayerDuties) {
    this.#duties = duties;
    this.#source = source;
    this.#lastMs = source.startMs;
    this.#video = makeVideo(source.words.video);
    this.#root.className = 'lesson-player';
    this.#root.setAttribute('role', 'region');
    this.#root.setAttribute('aria-label', source.words.video);
    this.#root.append(this.#video);
    this.#controls = new VideoControls(this.#root, this.#video, {
      ask: (request) => void duties.onAsk(request),
      atMs: () => this.#lastMs,
      showSubtitles: (shown) => this.#showSubtitles(shown),
      words: source.words,
    });
    host.replaceChildren(this.#root);
    this.#guards = guardPlayer(this.#video, {
      onAsk: (request) => duties.onAsk(request),
      ownSeek: () => this.#ownSeek,
      lastMs: () => this.#lastMs,
      title: source.title,
    });
    this.#listen();
    this.#load(source.startMs);
  }

  /** Where the video is, ms: the last place reached by playing or by a permitted seek. */
  get atMs(): number {
    return this.#lastMs;
  }

  get playing(): boolean {
    return !this.#video.paused && !this.#video.ended;
  }

  get ended(): boolean {
    return this.#video.ended;
  }

  /** Starts; false: the browser wants a tap first. */
  async play(): Promise<boolean> {
    try {
      await this.#video.play();
      return true;
    } catch (error) {
      // A pause that came right after is no refusal.
      return error instanceof DOMException && error.name === 'AbortError';
    }
  }

  /** Stops at once; `onProgress` has heard the last place when it returns. */
  pause(): void {
    this.#video.pause();
    this.#progress();
  }

  /** A seek that was allowed. */
  seek(toMs: number): void {
    this.#ownSeek = true;
    this.#lastMs = toMs;
    this.#video.currentTime = toMs / 1000;
    this.#engine?.moved();
  }

  /** Keys that waited may be there now. */
  kick(): void {
    this.#engine?.kick();
    if (!this.#engine && this.#video.error) this.#load(this.#lastMs);
  }

  /** While the stage is 1 px, its size says nothing about the screen. */
  shrunk(shrunk: boolean): void {
    this.#engine?.capToSize(!shrunk);
  }

  /** The button on the video says the other thing now. */
  fullScreen(on: boolean): void {
    this.#controls.fullScreen(on);
  }

  destroy(): void {
    clearTimeout(this.#nativeTimer);
    this.#guards.destroy();
    this.#controls.destroy();
    this.#engine?.dispose();
    this.#video.removeAttribute('src');
    this.#video.load();
    this.#root.remove();
  }

  #load(startMs: number): void {
    this.#ownSeek = true;
    const duties = {
      onRefused: (refusal: Refused) => this.#duties.onKeyRefused(refusal),
      onTrouble: (kind: 'network' | 'media') => this.#duties.onTrouble(kind),
    };
    const { manifestUrl: src, firstUrls } = this.#source;
    this.#engine = openSource({ src, firstUrls, startMs, duties }, this.#video);
  }

  #listen(): void {
    const video = this.#video;
    const on = (name: string, heard: () => void) => video.addEventListener(name, heard);
    on('playing', () => this.#duties.onPlaying());
    on('waiting', () => this.#duties.onWaiting());
    on('ended', () => this.#duties.onEnded());
    on('pause', () => {
      this.#progress();
      this.#duties.onPaused();
    });
    on('timeupdate', () => this.#progress());
    on('seeked', () => (this.#ownSeek = false));
    on('loadeddata', () => (this.#ownSeek = video.seeking));
    on('error', () => this.#nativeTrouble());
    const { subtitlesUrl, words } = this.#source;
    const track = document.createElement('track');
    const attributes = { kind: 'subtitles', src: subtitlesUrl, srclang: 'zh-CN', label: words.subtitlesLang };
    for (const [name, value] of Object.entries(attributes)) track.setAttribute(name, value);
    video.append(track);
    this.#showSubtitles(true);
  }

  #showSubtitles(shown: boolean): void {
    for (const track of Array.from(this.#video.textTracks)) track.mode = shown ? 'showing' : 'disabled';
  }

  #progress(): void {
    const video = this.#video;
    if (video.seeking || this.#ownSeek) return;
    const atMs = video.currentTime * 1000;
    if (atMs > this.#lastMs) this.#lastMs = atMs;
    this.#duties.onProgress(atMs, Math.round(video.playbackRate * 1000));
  }

  /** The phone's own HLS stops for good at a key it may not have yet: load again from here, quietly. */
  #nativeTrouble(): void {
    if (this.#engine) return;
    const wasPlaying = !this.#video.paused;
    clearTimeout(this.#nativeTimer);
    this.#nativeTimer = setTimeout(() => {
      this.#load(this.#lastMs);
      if (wasPlaying) void this.play();
    }, nativeRetryMs);
  }
}

function makeVideo(label: string): HTMLVideoElement {
  const video = document.createElement('video');
  const attributes = {
    'aria-label': label,
    preload: 'auto',
    playsinline: '',
    'webkit-playsinline': '',
    'x5-playsinline': '',
    'x-webkit-airplay': 'deny',
    disablepictureinpicture: '',
    disableremoteplayback: '',
    controlslist: 'nodownload noplaybackrate noremoteplayback nofullscreen',
  };
  for (const [name, value] of Object.entries(attributes)) video.setAttribute(name, value);
  return video;
}
