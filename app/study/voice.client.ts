import { makeSilence } from './silence.client.ts';

/** One audio element for every recorded sentence and spoken request, so that one tap unlocks them all. */
export class Voice {
  readonly #audio = new Audio();
  #unlocked = false;

  constructor() {
    this.#audio.preload = 'auto';
  }

  /** Inside a tap: lets phones play sound later without one. */
  unlock(): void {
    if (this.#unlocked) return;
    this.#unlocked = true;
    if (this.#audio.src) return;
    this.#audio.muted = true;
    const silence = makeSilence();
    this.#audio.src = silence;
    void this.#audio
      .play()
      .then(() => {
        if (this.#audio.muted) this.#audio.pause();
      })
      .catch(() => undefined)
      .finally(() => {
        this.#audio.muted = false;
        URL.revokeObjectURL(silence);
      });
  }

  /** Plays a recorded sentence by name, cutting off the one before. */
  say(sound: string | null): void {
    if (sound) void this.play(`/sounds/${sound}.mp3`);
  }

  /** Plays `url` from its beginning; false: the browser would not. */
  async play(url: string): Promise<boolean> {
    this.#audio.muted = false;
    if (this.#audio.getAttribute('src') !== url) this.#audio.src = url;
    this.#audio.currentTime = 0;
    try {
      await this.#audio.play();
      return true;
    } catch {
      return false;
    }
  }

  /** Plays `url` and resolves when it is over, was cut off, or would not play. */
  async playOut(url: string): Promise<void> {
    if (!(await this.play(url))) return;
    await new Promise<void>((over) => {
      for (const name of ['ended', 'pause', 'error', 'emptied']) {
        this.#audio.addEventListener(name, () => over(), { once: true });
      }
    });
  }

  hush(): void {
    this.#audio.pause();
  }

  destroy(): void {
    this.#audio.pause();
    this.#audio.removeAttribute('src');
  }
}
