export type AttendanceDuties = {
  onHidden: () => void;
  onBack: () => void;
  onOnline: () => void;
  onOffline: () => void;
  /** The page goes away (or into the browser's back cache). */
  onLeaving: () => void;
  /** The page came out of the browser's back cache. */
  onReturned: () => void;
};

/** A blur shorter than this (a keyboard, a permission question) is not a departure, ms. */
const blurMs = 300;

/** Watches whether the learner's page is in front, and whether there is a line. Courtesy: the server judges by beats. */
export class Attendance {
  readonly #duties: AttendanceDuties;
  readonly #stop = new AbortController();
  #away = false;
  #blurTimer: ReturnType<typeof setTimeout> | undefined;
  /** A question of the browser itself takes the focus; that is not a departure. */
  excused = false;

  constructor(duties: AttendanceDuties) {
    this.#duties = duties;
    const { signal } = this.#stop;
    document.addEventListener('visibilitychange', () => this.#look(), { signal });
    window.addEventListener(
      'blur',
      () => {
        clearTimeout(this.#blurTimer);
        this.#blurTimer = setTimeout(() => this.#look(), blurMs);
      },
      { signal },
    );
    window.addEventListener('focus', () => this.#look(), { signal });
    window.addEventListener('online', () => duties.onOnline(), { signal });
    window.addEventListener('offline', () => duties.onOffline(), { signal });
    window.addEventListener('pagehide', () => duties.onLeaving(), { signal });
    window.addEventListener(
      'pageshow',
      (event) => {
        if (event.persisted) duties.onReturned();
      },
      { signal },
    );
  }

  /** What a beat says: the page is on the screen. */
  get visible(): boolean {
    return document.visibilityState === 'visible';
  }

  /** The learner is here: the page is on the screen and has the focus. */
  get present(): boolean {
    return this.visible && !this.#away;
  }

  #look(): void {
    clearTimeout(this.#blurTimer);
    const away = !this.visible || (!document.hasFocus() && !this.excused);
    if (away === this.#away) return;
    this.#away = away;
    if (away) this.#duties.onHidden();
    else this.#duties.onBack();
  }

  destroy(): void {
    clearTimeout(this.#blurTimer);
    this.#stop.abort();
  }
}
