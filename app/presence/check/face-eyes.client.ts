import { FaceGuide } from '../guide/face-guide.client.ts';
import type { GuideStep, Seen, WantedAction } from '../guide/seen.ts';

/** Without a first look within this time the page goes on by spoken words and time, ms. */
const firstLookMs = 20_000;
/** A guide that sees gives a frame within this time, ms. */
const nextLookMs = 600;

/** The camera picture on the page, and the guide that watches it on the device. It helps; it decides nothing (D01). */
export class FaceEyes {
  readonly #video = makeVideo();
  readonly #guide: FaceGuide;
  #heard: ((seen: Seen, step: GuideStep | null) => void) | null = null;
  #isAble: boolean | null = null;
  #onKnown: (() => void)[] = [];
  #onLook: (() => void)[] = [];

  constructor() {
    this.#guide = new FaceGuide({
      onSeen: (seen, step) => {
        this.#know(true);
        const waiting = this.#onLook;
        this.#onLook = [];
        for (const looked of waiting) looked();
        this.#heard?.(seen, step);
      },
      onUnable: () => this.#know(false),
    });
  }

  /** The guide sees; false: spoken words and time lead. */
  get isAble(): boolean {
    return this.#isAble === true;
  }

  /** The guide knows her straight look, and can follow what she does. */
  get isReady(): boolean {
    return this.isAble && this.#guide.isReady;
  }

  /** Shows the camera in `host`; null takes it out again. */
  mount(host: HTMLElement | null): void {
    if (!host) return this.#video.remove();
    host.append(this.#video);
    void this.#video.play().catch(() => undefined);
  }

  /** Watches `stream`. Resolves when it is known whether the guide sees. */
  async open(stream: MediaStream): Promise<void> {
    if (this.#video.srcObject !== stream) this.#video.srcObject = stream;
    await this.#video.play().catch(() => undefined);
    if (this.#isAble !== null) return;
    this.#guide.start(this.#video);
    await new Promise<void>((known) => {
      this.#onKnown.push(known);
      setTimeout(known, firstLookMs);
    });
    this.#isAble ??= false;
  }

  /** From now on `heard` is told each frame; null: nobody. `wanted` is what the guide is to look for. */
  follow(heard: ((seen: Seen, step: GuideStep | null) => void) | null, wanted: WantedAction | null): void {
    this.#heard = heard;
    this.#guide.want(wanted);
  }

  /** Resolves when there is another frame than now: two pictures of one frame are one picture. */
  nextLook(): Promise<void> {
    return new Promise((looked) => {
      this.#onLook.push(looked);
      setTimeout(looked, nextLookMs);
    });
  }

  takePicture(): Promise<Blob | null> {
    return this.#guide.takePicture();
  }

  /** Calls back when the guide gives up; at once if it has. */
  whenUnable(gaveUp: () => void): void {
    if (this.#isAble === false) return gaveUp();
    this.#onKnown.push(gaveUp);
  }

  destroy(): void {
    this.#heard = null;
    this.#onKnown = [];
    this.#onLook = [];
    this.#guide.stop();
    this.#video.srcObject = null;
    this.#video.remove();
  }

  #know(isAble: boolean): void {
    if (this.#isAble === isAble || (this.#isAble === false && isAble)) return;
    this.#isAble = isAble;
    const waiting = this.#onKnown;
    this.#onKnown = [];
    for (const known of waiting) known();
  }
}

function makeVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.setAttribute('playsinline', '');
  video.setAttribute('webkit-playsinline', '');
  video.setAttribute('aria-hidden', 'true');
  video.tabIndex = -1;
  video.className = 'fill face-video';
  return video;
}
