import type { LessonScreen } from './lesson-screen.client.ts';

export type LineDuties = {
  screen: LessonScreen;
  /** The player waits for media. */
  isWaiting: () => boolean;
  frontierMs: () => number;
  /** Stops the video and tells what was played until now. */
  halt: () => void;
  pause: () => void;
  goOn: () => Promise<void>;
};

/** A line that breaks: the video rests, says what is kept, and goes on by itself when somebody answers again. */
export class StudyLine {
  readonly #duties: LineDuties;
  #stopped = false;

  constructor(duties: LineDuties) {
    this.#duties = duties;
  }

  /** The line stopped the video, and nobody has gone on since. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** The learner goes on herself. */
  forget(): void {
    this.#stopped = false;
  }

  unanswered(busy: boolean): void {
    this.#duties.screen.show({ unheard: true });
    if (busy && this.#duties.isWaiting()) this.#rest('busy');
  }

  silent(): void {
    this.#duties.halt();
    this.#rest('offline');
  }

  answered(): void {
    const { screen, goOn } = this.#duties;
    this.#stopped = false;
    if (screen.view.phase.name !== 'resting' || !screen.attendance.present) return;
    screen.note({ key: 'backOnline', facts: {} });
    void goOn();
  }

  #rest(key: 'offline' | 'busy'): void {
    const { screen, pause, frontierMs } = this.#duties;
    if (screen.view.phase.name !== 'playing') return;
    this.#stopped = true;
    pause();
    screen.rest({ key, facts: { atMs: frontierMs() } });
  }
}
