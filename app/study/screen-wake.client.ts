/** Keeps the screen lit while a lesson plays, where the browser can. */
export class ScreenWake {
  #lock: WakeLockSentinel | null = null;
  #wanted = false;

  /** Asks for the light, or gives it back. The browser takes it away whenever the page is hidden. */
  async want(wanted: boolean): Promise<void> {
    this.#wanted = wanted;
    if (!wanted) {
      const lock = this.#lock;
      this.#lock = null;
      await lock?.release().catch(() => undefined);
      return;
    }
    if (this.#lock && !this.#lock.released) return;
    try {
      const lock = await navigator.wakeLock?.request('screen');
      if (!lock) return;
      if (this.#wanted) this.#lock = lock;
      else await lock.release();
    } catch {
      // Low battery or an old browser: the lesson goes on without it.
    }
  }

  destroy(): void {
    void this.want(false);
  }
}
