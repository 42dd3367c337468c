import type { Refused, Reply } from '../study-requests.client.ts';
import type { AnswerTest, TestStanding } from './final-test.wire.ts';

export type AnswerDuties = {
  send: (answer: AnswerTest) => Promise<Reply<TestStanding>>;
  onStanding: (standing: TestStanding) => void;
  /** Nobody answered; it is sent again. */
  onUnheard: (unheard: boolean) => void;
  onRefused: (refusal: Refused) => void;
};

const backOffMs = [1_000, 2_000, 4_000, 8_000];
const keepKey = 'zhenxue-test';

type Kept = { paperId: string; seq: number; waiting: [number, number][] };

/** Refusals after which no answer of this window is taken any more. */
const ending = ['test_over', 'lease_ended', 'not_found', 'signed_out', 'forbidden', 'must_set_password'];

/**
 * Sends each answer by itself, the last one of a question only, again and again until somebody answers; what waits
 * survives a reload. The server decides what counts.
 */
export class AnswerSender {
  readonly #duties: AnswerDuties;
  readonly #paperId: string;
  readonly #fence: number;
  readonly #waiting = new Map<number, number>();
  #seq = 0;
  #busy = false;
  #over = false;
  #wake: (() => void) | null = null;
  #idle: (() => void)[] = [];

  constructor(paperId: string, fence: number, duties: AnswerDuties) {
    this.#paperId = paperId;
    this.#fence = fence;
    this.#duties = duties;
    const kept = readKept();
    if (kept?.paperId === paperId) {
      this.#seq = kept.seq;
      for (const [place, choice] of kept.waiting) this.#waiting.set(place, choice);
    }
    void this.#run();
  }

  /** What was chosen and has not arrived yet. */
  get waiting(): ReadonlyMap<number, number> {
    return this.#waiting;
  }

  put(place: number, choice: number): void {
    this.#waiting.set(place, choice);
    this.#keep();
    void this.#run();
  }

  /** The line is back: do not wait any longer. */
  hurry(): void {
    this.#wake?.();
  }

  /** Resolves when everything has arrived, or nothing will any more. */
  async flushed(): Promise<void> {
    if (this.#over || this.#waiting.size === 0) return;
    await new Promise<void>((go) => this.#idle.push(go));
  }

  destroy(): void {
    this.#over = true;
    this.#wake?.();
    this.#settle();
  }

  async #run(): Promise<void> {
    if (this.#busy || this.#over) return;
    this.#busy = true;
    for (let tries = 0; !this.#over;) {
      const [next] = this.#waiting;
      if (!next) break;
      const [place, choice] = next;
      const seq = ++this.#seq;
      this.#keep();
      const { send, onStanding, onUnheard, onRefused } = this.#duties;
      const reply = await send({ paperId: this.#paperId, fence: this.#fence, seq, place, choice });
      if (this.#over) break;
      if (reply.came === 'answer') {
        tries = 0;
        if (this.#waiting.get(place) === choice) this.#waiting.delete(place);
        this.#keep();
        onUnheard(false);
        onStanding(reply.value);
      } else if (reply.came === 'refusal' && ending.includes(reply.refusal.refused)) {
        this.#over = true;
        onRefused(reply.refusal);
      } else {
        if (reply.came === 'refusal' && reply.refusal.refused === 'bad_shape') this.#waiting.delete(place);
        onUnheard(reply.came === 'unreachable');
        await this.#pause(backOffMs[Math.min(tries++, backOffMs.length - 1)] ?? 8_000);
      }
    }
    this.#busy = false;
    this.#settle();
  }

  #settle(): void {
    for (const go of this.#idle.splice(0)) go();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((go) => {
      const timer = setTimeout(go, ms);
      this.#wake = () => {
        clearTimeout(timer);
        go();
      };
    });
  }

  #keep(): void {
    const kept: Kept = { paperId: this.#paperId, seq: this.#seq, waiting: [...this.#waiting] };
    try {
      sessionStorage.setItem(keepKey, JSON.stringify(kept));
    } catch {
      // Without storage a reload forgets what has not arrived; the page says so by its empty place.
    }
  }
}

function readKept(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(keepKey) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}
