import type { ChainedEvent } from '../../app/evidence/event.ts';

type Of<K extends ChainedEvent['kind']> = Extract<ChainedEvent, { kind: K }>;

/** Beats that earned one after the other: time spent and time earned of each, and the clock up to which they spend. */
type Span = ChainedEvent & {
  fence: number;
  firstSeq: number;
  fromMs: number;
  beats: number[];
  counted: ChainedEvent['at'];
};

/** What one learner's chain comes to, counted without the product's own verifier. */
export type Walked = {
  /** By video version. */
  lessons: Map<string, { provenMs: number; frontierMs: number }>;
  /** Every sentence is a broken invariant. */
  broken: string[];
  /** Time that the server's clock spent on beats that earned, ms. */
  spentMs: number;
};

/**
 * Counts a chain anew by plain addition: seconds on seconds of the server's clock that no two beats share (I1), each once
 * and without a hole (I2), within reach of a control (I3), under a lease that lives alone (I4), in order (I5).
 */
export function walkChain(events: ChainedEvent[]): Walked {
  const walk = new ChainWalk();
  for (const event of events) walk.step(event);
  return { lessons: walk.lessons, broken: walk.broken, spentMs: walk.spentMs };
}

class ChainWalk {
  readonly lessons: Walked['lessons'] = new Map();
  readonly broken: string[] = [];
  spentMs = 0;
  readonly #leases = new Map<number, Of<'lease_opened'>>();
  readonly #beats = new Set<string>();
  readonly #proofs = new Set<string>();
  readonly #complete = new Set<string>();
  #live: number | null = null;
  #lastFence = 0;
  #spentTo = { boot: '', monoMs: -Infinity };
  #spareMs = 0;

  step(event: ChainedEvent): void {
    if (event.kind === 'lease_opened') this.#opened(event);
    else if (event.kind === 'lease_ended') this.#live = this.#live === event.fence ? null : this.#live;
    else if (event.kind === 'earned') {
      const { beatSeq, elapsedMs, earnedMs, at } = event;
      this.#earned({ ...event, firstSeq: beatSeq, beats: [elapsedMs, earnedMs], counted: at });
    } else if (event.kind === 'played') this.#played(event);
    else if (event.kind === 'control_answered') this.#answered(event);
    else if (event.kind === 'withheld') this.#at(event, (lesson) => (lesson.frontierMs = event.fromMs));
    else if (event.kind === 'lesson_completed') this.#complete.add(event.lessonId);
  }

  #played({ steps = [], counted, ...event }: Of<'played'>): void {
    const beats = steps.map((ms, i) => (i % 2 === 0 ? ms : (steps[i - 1] ?? 0) - ms));
    this.#earned({ ...event, beats, counted: counted ?? event.at });
  }

  #say(event: ChainedEvent, what: string): void {
    this.broken.push(`row ${event.seq} (${event.kind}): ${what}`);
  }

  #opened(event: Of<'lease_opened'>): void {
    if (this.#live !== null) this.#say(event, `I4: lease ${this.#live} still lives`);
    if (event.fence <= this.#lastFence) this.#say(event, 'I4: its fence is not the next');
    const missing = event.lessonsBefore.filter((id) => !this.#complete.has(id));
    if (missing.length > 0) this.#say(event, `I5: ${missing.length} lessons before it are not complete`);
    this.#live = event.fence;
    this.#lastFence = event.fence;
    this.#leases.set(event.fence, event);
    const known = this.lessons.get(event.videoVersionId) ?? { provenMs: 0, frontierMs: 0 };
    if (known.provenMs !== event.provenMs || known.frontierMs !== event.frontierMs)
      this.#say(
        event,
        `I2: it states ${event.provenMs}/${event.frontierMs}, counted ${JSON.stringify(known)}`,
      );
    this.lessons.set(event.videoVersionId, known);
  }

  /** The lesson that the event's live lease is about. */
  #at(
    event: ChainedEvent & { fence: number },
    change: (lesson: { provenMs: number; frontierMs: number }, lease: Of<'lease_opened'>) => void,
  ): void {
    const lease = this.#leases.get(event.fence);
    const lesson = lease && this.lessons.get(lease.videoVersionId);
    if (!lease || !lesson || this.#live !== event.fence) return this.#say(event, 'I4: under no live lease');
    change(lesson, lease);
    if (lesson.frontierMs > lease.durationMs) this.#say(event, 'I2: beyond the end of the lesson');
    if (lesson.provenMs > lesson.frontierMs) this.#say(event, 'I2: proven beyond the frontier');
    if (lesson.frontierMs - lesson.provenMs > lease.controlGapMaxMs)
      this.#say(event, 'I3: too far behind the last control');
  }

  #earned(event: Span): void {
    this.#at(event, (lesson, lease) => {
      if (event.fromMs !== lesson.frontierMs)
        this.#say(event, `I2: from ${event.fromMs}, the frontier is ${lesson.frontierMs}`);
      let spentMs = 0;
      for (let i = 0; i < event.beats.length; i += 2) {
        const [elapsedMs = 0, earnedMs = 0] = event.beats.slice(i, i + 2);
        const beat = `${event.fence}/${event.firstSeq + i / 2}`;
        if (this.#beats.has(beat)) this.#say(event, `I9: beat ${beat} earned twice`);
        this.#beats.add(beat);
        if (earnedMs > elapsedMs) this.#say(event, 'I1: more than the clock gave');
        if (elapsedMs > lease.beatGapMaxMs) this.#say(event, 'G01: a gap that is too long');
        spentMs += elapsedMs;
        this.#spareMs = elapsedMs - earnedMs;
        lesson.frontierMs += earnedMs;
      }
      const { boot, monoMs } = event.counted;
      if (boot === this.#spentTo.boot && monoMs - spentMs < this.#spentTo.monoMs)
        this.#say(event, `I1: ${this.#spentTo.monoMs - monoMs + spentMs} ms are spent twice`);
      this.#spentTo = { boot, monoMs };
      this.spentMs += spentMs;
    });
  }

  #answered(event: Of<'control_answered'>): void {
    if (this.#proofs.has(event.controlId)) this.#say(event, 'I9: a control is answered twice');
    this.#proofs.add(event.controlId);
    if (event.result !== 'right') return;
    this.#at(event, (lesson, lease) => {
      const toMs = event.provenMs + event.carryMs;
      if (toMs < lesson.frontierMs || toMs - lesson.frontierMs > this.#spareMs)
        this.#say(event, `I1: it carries ${toMs - lesson.frontierMs} ms, ${this.#spareMs} were left`);
      if (event.provenMs - lesson.provenMs !== event.gainedMs) this.#say(event, 'I8: its gain is no sum');
      if (event.gainedMs > lease.controlGapMaxMs) this.#say(event, 'I3: one answer proves too much');
      if (event.tookMs > lease.controlAnswerMs) this.#say(event, 'I3: it proves, and came late');
      this.#spareMs = 0;
      lesson.provenMs = event.provenMs;
      lesson.frontierMs = toMs;
    });
  }
}
