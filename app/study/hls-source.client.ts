import Hls, { ErrorTypes, Events } from 'hls.js/light';
import { FilesAhead } from './files-ahead.client.ts';
import { KeyDesk, keyAwareLoader, type KeyDuties } from './key-loader.client.ts';

const hlsType = 'application/vnd.apple.mpegurl';

export type LessonSource = {
  src: string;
  /** What is asked for at once, beside `src`. */
  firstUrls: string[];
  /** Playback begins here, ms. */
  startMs: number;
  duties: KeyDuties & { onTrouble: (kind: 'network' | 'media') => void };
};

/** Whether this browser can play a lesson at all. */
export function canPlayLessons(): boolean {
  return Hls.isSupported() || document.createElement('video').canPlayType(hlsType) !== '';
}

/** Puts a lesson into `video`; null: without MediaSource the phone's own HLS plays it. */
export function openSource(source: LessonSource, video: HTMLVideoElement): HlsEngine | null {
  if (Hls.isSupported()) return new HlsEngine(source, video);
  video.src = source.src;
  const toStart = () => (video.currentTime = source.startMs / 1000);
  video.addEventListener('loadedmetadata', toStart, { once: true });
  return null;
}

/** hls.js on one video element. Small buffers: what is far ahead is not earned and has no key. */
export class HlsEngine {
  readonly #hls: Hls;
  readonly #desk: KeyDesk;
  #mediaRepairs = 0;
  #stalled = false;

  constructor(source: LessonSource, video: HTMLVideoElement) {
    this.#desk = new KeyDesk(source.duties, new FilesAhead([source.src, ...source.firstUrls]));
    const hls = new Hls({
      loader: keyAwareLoader(this.#desk) as unknown as typeof Hls.DefaultConfig.loader,
      startPosition: source.startMs / 1000,
      // The smallest rendition first. Left to itself the engine loads its first segment to measure the line, drops it, and loads it again.
      startLevel: 0,
      maxBufferLength: 20,
      maxMaxBufferLength: 30,
      backBufferLength: 60,
      capLevelToPlayerSize: true,
      // Without a bundled worker; four-second segments are unpacked in a few milliseconds.
      enableWorker: false,
      preferManagedMediaSource: true,
    });
    this.#hls = hls;
    hls.on(Events.ERROR, (_event, data) => {
      if (!data.fatal) return;
      if (data.type === ErrorTypes.MEDIA_ERROR && this.#mediaRepairs < 3) {
        this.#mediaRepairs += 1;
        hls.recoverMediaError();
      } else {
        this.#stalled = true;
        source.duties.onTrouble(data.type === ErrorTypes.NETWORK_ERROR ? 'network' : 'media');
      }
    });
    hls.loadSource(source.src);
    hls.attachMedia(video);
  }

  /** Something changed (a passed control, the line is back): asks again now. */
  kick(): void {
    this.#desk.kick();
    if (this.#stalled) this.#hls.startLoad(-1, true);
    this.#stalled = false;
  }

  /** After a seek: a key that waits for its time must not keep the engine from loading what is wanted now. */
  moved(): void {
    if (!this.#desk.waits) return;
    this.#hls.stopLoad();
    this.#hls.startLoad(-1, true);
  }

  /** A shrunken stage is no reason to load a smaller picture. */
  capToSize(cap: boolean): void {
    this.#hls.capLevelToPlayerSize = cap;
  }

  dispose(): void {
    this.#desk.ahead.destroy();
    this.#hls.destroy();
  }
}
