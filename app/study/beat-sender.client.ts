import type { Stretch } from './played-range.client.ts';
import type { Refused, Reply } from './study-requests.client.ts';
import type { Beat, Standing } from './study.wire.ts';

/** Waits between two tries of one beat, ms (the last one repeats). */
const backOffMs = [1_000, 2_000, 4_000, 8_000];
/** This long without an answer, and the player stops (sentence 9). */
const silenceMs = 30_000;
/** Less than this between what was told and what was counted is the two clocks' jitter, ms. */
const jitterMs = 1_000;
/** As far as the server lets what is told run before what it counted, ms. */
const lagMs = 2_000;

export type BeatSenderDuties = {
  fence: number;
  /** The last seq the server knows; the first beat carries the next one. */
  seq: number;
  /** What happened since the last report, if anything did: a beat that had to wait tells up to now. */
  latest: () => Stretch | null;
  send: (beat: Beat, keepalive: boolean) => Promise<Reply<Standing>>;
  onStanding: (standing: Standing) => void;
  /** The server said no: this lease takes no more beats. */
  onRefused: (refusal: Refused) => void;
  /** A try went unanswered. */
  onUnanswered: (busy: boolean) => void;
  onSilence: () => void;
};

type Sending = { seq: number; stretch: Stretch; firstToMs: number; tries: number };

/**
 * Sends beats one at a time and in order. The same seq goes out until it is answered, so that a lost answer neither
 * loses nor doubles a second (I9). While it waits for another try, what is played on joins it: the server counts
 * against its own clock once a beat, and a second beat right after the first would find no time left to spend.
 */
export class BeatSender {
  readonly #duties: BeatSenderDuties;
  #seq: number;
  #queue: Stretch[] = [];
  #sending: Sending | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(duties: BeatSenderDuties) {
    this.#duties = duties;
    this.#seq = duties.seq;
  }

  /** Hands over what happened since the last report. Unsent stretches that adjoin and agree become one. */
  report(stretch: Stretch): void {
    if (this.#over) return;
    this.#add(stretch);
    this.#next();
  }

  /**
   * The page goes away: everything that was not answered is sent at once, the beat that is under way again. Answers it,
   * oldest first, and whether all of it was answered, if the page lives that long.
   */
  reportLast(stretch: Stretch | null): { beats: Beat[]; answered: Promise<boolean> } {
    if (this.#over) return { beats: [], answered: Promise.resolve(true) };
    if (stretch) this.#add(stretch);
    const sending = this.#sending;
    if (sending) this.#join(sending);
    const beats = [
      ...(sending ? [this.#beat(sending.seq, sending.stretch)] : []),
      ...this.#queue.map((left, place) => this.#beat(this.#seq + 1 + place, left)),
    ];
    this.destroy();
    const replies = beats.map((beat) => this.#duties.send(beat, true));
    return {
      beats,
      answered: Promise.all(replies).then((all) => all.every(({ came }) => came !== 'unreachable')),
    };
  }

  /** The server sent the learner back: what waits to be told lies beyond and counts no more. */
  dropWaiting(): void {
    this.#queue = [];
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

  #add(stretch: Stretch): void {
    // Between two steps of the video's clock nothing is told; it would part what was played before from what follows.
    if (isMoment(stretch) && (this.#sending || this.#queue.length > 0)) return;
    const last = this.#queue.at(-1);
    if (last && joins(last, stretch)) extend(last, stretch);
    else this.#queue.push({ ...stretch });
  }

  /** The server spends all of its time since the last beat on this one: what is told must reach up to now. */
  #freshen(): void {
    const stretch = this.#duties.latest();
    if (stretch) this.#add(stretch);
  }

  #beat(seq: number, stretch: Stretch): Beat {
    return { fence: this.#duties.fence, seq, ...stretch, clientMs: Date.now() };
  }

  #next(): void {
    if (this.#sending || this.#over) return;
    const stretch = this.#queue.shift();
    if (!stretch) return;
    this.#seq += 1;
    this.#sending = { seq: this.#seq, stretch, firstToMs: stretch.played.toMs, tries: 0 };
    this.#silenceTimer = setTimeout(() => this.#duties.onSilence(), silenceMs);
    void this.#attempt();
  }

  async #attempt(): Promise<void> {
    const sending = this.#sending;
    if (!sending || this.#over) return;
    if (sending.tries > 0) {
      this.#freshen();
      this.#join(sending);
    }
    const reply = await this.#duties.send(this.#beat(sending.seq, sending.stretch), false);
    if (this.#over || this.#sending !== sending) return;
    if (reply.came === 'answer') this.#answered(sending, reply.value);
    else if (reply.came === 'unreachable') this.#again(sending, reply.busy);
    else if (reply.refusal.refused === 'too_fast') this.#again(sending, true);
    else this.#refused(sending, reply.refusal);
  }

  #answered(sending: Sending, standing: Standing): void {
    clearTimeout(this.#silenceTimer);
    this.#sending = null;
    // While the rest is still to be told, where she stands is not known: the next answer says it.
    const isAll = sending.tries === 0 || !this.#keepUncounted(sending, standing);
    if (isAll) this.#duties.onStanding(standing);
    if (this.#queue.length > 0) this.#freshen();
    this.#next();
  }

  #refused(sending: Sending, refusal: Refused): void {
    const { lastSeq } = refusal.facts;
    // The server has seen a later seq of this lease: go on above it.
    if (refusal.refused === 'beat_out_of_order' && typeof lastSeq === 'number' && lastSeq >= sending.seq) {
      this.#seq = lastSeq + 1;
      sending.seq = this.#seq;
      void this.#attempt();
      return;
    }
    this.destroy();
    this.#duties.onRefused(refusal);
  }

  #again(sending: Sending, busy: boolean): void {
    const wait = backOffMs[Math.min(sending.tries, backOffMs.length - 1)];
    sending.tries += 1;
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = undefined;
      void this.#attempt();
    }, wait);
    this.#duties.onUnanswered(busy);
  }

  /** What was played on since the last try goes out with this one. */
  #join(sending: Sending): void {
    for (let head = this.#queue[0]; head && follows(sending.stretch, head); head = this.#queue[0]) {
      // A rest that nobody heard of would spend the time of what was played since.
      if (isEmpty(sending.stretch)) sending.stretch = head;
      else extend(sending.stretch, head);
      this.#queue.shift();
    }
  }

  /** The answer was to an earlier, shorter try that had arrived after all: the rest is told again; answers whether. */
  #keepUncounted({ stretch, firstToMs }: Sending, standing: Standing): boolean {
    const { frontierMs, sendBackToMs, control } = standing;
    const { toMs } = stretch.played;
    if (stretch.state !== 'playing' || sendBackToMs !== null || control !== null) return false;
    if (frontierMs < firstToMs - lagMs || frontierMs > toMs - jitterMs) return false;
    this.#queue.unshift({ ...stretch, played: { fromMs: frontierMs, toMs } });
    const [left, next] = this.#queue;
    if (left && next && joins(left, next)) {
      extend(left, next);
      this.#queue.splice(1, 1);
    }
    return true;
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

/** The video was on its way and nothing was played. */
function isMoment(stretch: Stretch): boolean {
  return stretch.state === 'waiting' && isEmpty(stretch);
}

function isEmpty({ played }: Stretch): boolean {
  return played.toMs <= played.fromMs;
}

/** What was not heard of yet, and what came after it, can be told as one. */
function follows(a: Stretch, b: Stretch): boolean {
  return joins(a, b) || (isEmpty(a) && a.played.toMs === b.played.fromMs);
}

function extend(a: Stretch, b: Stretch): void {
  a.played = { fromMs: a.played.fromMs, toMs: b.played.toMs };
}
