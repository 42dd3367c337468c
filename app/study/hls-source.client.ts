import './quiet-video-js.client.ts';
import Hls, { ErrorTypes, Events } from 'hls.js/light';
import videojs from 'video.js/dist/alt/video.core.novtt.min.js';
import { KeyDesk, keyAwareLoader, type KeyDuties } from './key-loader.client.ts';

const hlsType = 'application/vnd.apple.mpegurl';

export type LessonSource = {
  src: string;
  type: typeof hlsType;
  /** Playback begins here, seconds. */
  startS: number;
  duties: KeyDuties & {
    onTrouble: (kind: 'network' | 'media') => void;
    onEngine: (engine: HlsEngine) => void;
  };
};

/** Names the stream of one lease for video.js. */
export function lessonSource(src: string, startMs: number, duties: LessonSource['duties']): LessonSource {
  return { src, type: hlsType, startS: startMs / 1000, duties };
}

/** Whether this browser can play a lesson at all. */
export function canPlayLessons(): boolean {
  return Hls.isSupported() || document.createElement('video').canPlayType(hlsType) !== '';
}

/** hls.js on one video element. Small buffers: what is far ahead is not earned and has no key. */
export class HlsEngine {
  readonly #hls: Hls;
  readonly #desk: KeyDesk;
  #mediaRepairs = 0;
  #stalled = false;

  constructor(source: LessonSource, video: HTMLVideoElement) {
    this.#desk = new KeyDesk(source.duties);
    const hls = new Hls({
      loader: keyAwareLoader(this.#desk) as unknown as typeof Hls.DefaultConfig.loader,
      startPosition: source.startS,
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
    source.duties.onEngine(this);
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
    this.#hls.destroy();
  }
}

type Html5 = { el(): HTMLVideoElement };
type SourceHandler = {
  canPlayType: (type: string) => string;
  canHandleSource: (source: { type?: string }) => string;
  handleSource: (source: LessonSource, tech: Html5) => { dispose(): void };
};

let registered = false;

/** Teaches video.js to play lessons through our own engine; without MediaSource the phone's own HLS plays them. */
export function registerHlsSource(): void {
  if (registered || !Hls.isSupported()) return;
  registered = true;
  const html5 = videojs.getTech('Html5') as unknown as {
    registerSourceHandler: (handler: SourceHandler, index: number) => void;
  };
  html5.registerSourceHandler(
    {
      canPlayType: (type) => (type === hlsType ? 'probably' : ''),
      canHandleSource: (source) => (source.type === hlsType ? 'probably' : ''),
      handleSource: (source, tech) => new HlsEngine(source, tech.el()),
    },
    0,
  );
}
