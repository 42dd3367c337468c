import type { PlayerRequest } from './request-map.client.ts';

/** The words on the video's own buttons, and where their requests go. */
export type VideoControlsDuties = {
  ask: (request: PlayerRequest) => void;
  atMs: () => number;
  showSubtitles: (shown: boolean) => void;
  words: { back10: string; pause: string; subtitles: string; fullScreen: string; leaveFullScreen: string };
};

/** While the video plays and nobody moves, the buttons fade after this long, ms. */
const fadeMs = 4_000;
/** A finger that moved farther than this scrolled, CSS pixels. */
const tapPx = 10;

/**
 * The video's own buttons, in words: pictograms are for those who grew up with them. Nothing to go ahead with, no speed,
 * no small window, no download. A click on the picture pauses; a finger's tap shows or fades the buttons.
 */
export class VideoControls {
  readonly #root: HTMLElement;
  readonly #video: HTMLVideoElement;
  readonly #duties: VideoControlsDuties;
  readonly #fullScreen: HTMLButtonElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #subtitles = true;

  /** Lays the buttons over `video` in `root`. */
  constructor(root: HTMLElement, video: HTMLVideoElement, duties: VideoControlsDuties) {
    this.#root = root;
    this.#video = video;
    this.#duties = duties;
    const { ask, atMs, words } = duties;
    const bar = document.createElement('div');
    bar.className = 'video-buttons';
    // In full screen only, where the page's own big button is out of sight.
    const pause = makeButton(words.pause, () => ask({ ask: 'pause' }));
    pause.className = 'only-full-screen';
    const back = makeButton(words.back10, () => ask({ ask: 'seek', toMs: Math.max(0, atMs() - 10_000) }));
    const subtitles = makeButton(words.subtitles, () => this.#turnSubtitles(subtitles));
    subtitles.setAttribute('aria-pressed', 'true');
    this.#fullScreen = makeButton(words.fullScreen, () => ask({ ask: 'full_screen' }));
    bar.append(pause, back, subtitles, this.#fullScreen);
    root.append(bar);
    this.#listen();
  }

  /** The button says the other thing now. */
  fullScreen(on: boolean): void {
    const { leaveFullScreen, fullScreen } = this.#duties.words;
    this.#fullScreen.textContent = on ? leaveFullScreen : fullScreen;
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #turnSubtitles(button: HTMLButtonElement): void {
    this.#subtitles = !this.#subtitles;
    this.#duties.showSubtitles(this.#subtitles);
    button.setAttribute('aria-pressed', String(this.#subtitles));
  }

  #listen(): void {
    const video = this.#video;
    for (const name of ['pointermove', 'pointerdown', 'keydown', 'focusin'])
      this.#root.addEventListener(name, (event) => {
        const byFinger = event instanceof PointerEvent && event.pointerType === 'touch';
        if (!byFinger || event.target !== video) this.#wake();
      });
    for (const name of ['playing', 'pause', 'ended']) video.addEventListener(name, () => this.#wake());
    video.addEventListener('click', () => this.#duties.ask({ ask: 'toggle' }));
    this.#listenToFingers();
  }

  /** A tap on the picture is no click: it would stop the lesson of whoever only wants to see the buttons. */
  #listenToFingers(): void {
    const video = this.#video;
    let from: { x: number; y: number } | null = null;
    video.addEventListener(
      'touchstart',
      ({ touches: [touch] }) => (from = touch ? { x: touch.clientX, y: touch.clientY } : null),
      { passive: true },
    );
    video.addEventListener('touchend', (event) => {
      if (event.cancelable) event.preventDefault();
      const [touch] = event.changedTouches;
      if (!from || !touch) return;
      if (Math.hypot(touch.clientX - from.x, touch.clientY - from.y) > tapPx) return;
      if (this.#root.classList.contains('faded') || video.paused) this.#wake();
      else this.#fade();
    });
  }

  #wake(): void {
    clearTimeout(this.#timer);
    this.#root.classList.remove('faded');
    if (!this.#video.paused) this.#timer = setTimeout(() => this.#fade(), fadeMs);
  }

  #fade(): void {
    clearTimeout(this.#timer);
    this.#root.classList.add('faded');
  }
}

function makeButton(word: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = word;
  button.addEventListener('click', act);
  return button;
}
