import type { Stretch } from './played-range.client.ts';
import type { Refused, Reply } from './study-requests.client.ts';
import type { Beat, Standing } from './study.wire.ts';

/** Waits between two tries of one beat, ms (the last one repeats). */
const backOffMs = [1_000, 2_000, 4_000, 8_000];
/** This long without an answer, and the player stops (sentence 9). */
const silenceMs = 30_000;

export type BeatSenderDuties = {
  fence: number;
  /** The last seq the server knows; the first beat carries the next one. */
  seq: number;
  send: (beat: Beat, keepalive: boolean) => Promise<Reply<Standing>>;
  onStanding: (standing: Standing) => void;
  /** The server said no: this lease takes no more beats. */
  onRefused: (refusal: Refused) => void;
  /** A try went unanswered; `silentMs` since this beat was first sent. */
  onUnanswered: (silentMs: number, busy: boolean) => void;
  onSilence: () => void;
};

/**
 * Sends beats one at a time and in order. The same seq is sent again, byte for byte, until it is answered, so
 * that a lost answer neither loses nor doubles a second (I9).
 */
export class BeatSender {
  readonly #duties: BeatSenderDuties;
  #seq: number;
  #queue: Stretch[] = [];
  #sending: Beat | null = null;
  #firstSentAt = 0;
  #tries = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(duties: BeatSenderDuties) {
    this.#duties = duties;
    this.#seq = duties.seq;
  }

  /** No beat waits for an answer. */
  get idle(): boolean {
    return this.#sending === null && this.#queue.length === 0;
  }

  /** Hands over what happened since the last report. Unsent stretches that adjoin and agree become one. */
  report(stretch: Stretch): void {
    if (this.#over) return;
    const last = this.#queue.at(-1);
    if (last && joins(last, stretch)) last.played = { fromMs: last.played.fromMs, toMs: stretch.played.toMs };
    else this.#queue.push({ ...stretch });
    this.#next();
  }

  /** The page goes away: everything left is sent at once, without waiting for what was sent before. */
  reportLast(stretch: Stretch): void {
    if (this.#over) return;
    this.#queue.push(stretch);
    for (const left of this.#queue) void this.#duties.send(this.#number(left), true);
    this.destroy();
  }

  /** The line may be back: tries now instead of after the wait. */
  nudge(): void {
    if (this.#retryTimer === undefined) return;
    this.#clearRetry();
    void this.#attempt();
  }

  /** Sends nothing any more and hears nothing any more. */
  destroy(): void {
    this.#over = true;
    this.#queue = [];
    this.#clearRetry();
    clearTimeout(this.#silenceTimer);
  }

  #number(stretch: Stretch): Beat {
    this.#seq += 1;
    return { fence: this.#duties.fence, seq: this.#seq, ...stretch, clientMs: Date.now() };
  }

  #next(): void {
    if (this.#sending || this.#over) return;
    const stretch = this.#queue.shift();
    if (!stretch) return;
    this.#sending = this.#number(stretch);
    this.#tries = 0;
    this.#firstSentAt = performance.now();
    this.#silenceTimer = setTimeout(() => this.#duties.onSilence(), silenceMs);
    void this.#attempt();
  }

  async #attempt(): Promise<void> {
    const beat = this.#sending;
    if (!beat || this.#over) return;
    const reply = await this.#duties.send(beat, false);
    if (this.#over || this.#sending !== beat) return;
    const busy = reply.came === 'unreachable' ? reply.busy : false;
    if (reply.came === 'unreachable' || (reply.came === 'refusal' && reply.refusal.refused === 'too_fast')) {
      this.#again(busy);
      return;
    }
    clearTimeout(this.#silenceTimer);
    this.#sending = null;
    if (reply.came === 'refusal') {
      this.destroy();
      this.#duties.onRefused(reply.refusal);
      return;
    }
    this.#duties.onStanding(reply.value);
    this.#next();
  }

  #again(busy: boolean): void {
    const wait = backOffMs[Math.min(this.#tries, backOffMs.length - 1)];
    this.#tries += 1;
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      void this.#attempt();
    }, wait);
    this.#duties.onUnanswered(performance.now() - this.#firstSentAt, busy);
  }

  #clearRetry(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
  }
}

/** Two stretches that can be told as one: same flags, and the second begins where the first ended. */
function joins(a: Stretch, b: Stretch): boolean {
  return (
    a.state === b.state &&
    a.visible === b.visible &&
    a.ratePermille === b.ratePermille &&
    a.played.toMs === b.played.fromMs
  );
}
