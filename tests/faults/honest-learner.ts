import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BeatSender } from '../../app/study/beat-sender.client.ts';
import type { Stretch } from '../../app/study/played-range.client.ts';
import type { Refused } from '../../app/study/study-requests.client.ts';
import type { AnswerResult, ControlAsked, LeaseOpened, Standing } from '../../app/study/study.wire.ts';
import type { FixtureLearner } from '../harness/fixtures.ts';
import { ask, sayReply } from './ask-server.ts';

const backOffMs = [1_000, 2_000, 4_000, 8_000];
/** What she needs to see and to tap. */
const thinkingMs = 300;
/** Farther than this before the frontier the video is put back to it. */
const aheadMs = 200;

/** What she watched and did not get at one time, and how long she had waited for an answer just before, ms. */
export type Setback = { ms: number; waitedMs: number };

/** Whose window it is, and how she finds the right answer. */
export type LearnerDuties = {
  url: string;
  cookie: string;
  learner: FixtureLearner;
  beatMs: number;
  /** The right answer of a control; asked again when it throws. */
  solve: (controlId: string) => Promise<string>;
  /** A beat goes out now. */
  onSend?: () => void;
};

/**
 * An honest learner before the real page's sender: media runs one second a second, every beat is kept until it is
 * answered, controls are answered, a lease that ended is opened again. She keeps what she was told.
 */
export class HonestLearner {
  /** Media that she watched, ms; what she had to watch again counts again. */
  playedMs = 0;
  /** The furthest frontier that an answer acknowledged, ms. */
  ackedMs = 0;
  startMs = 0;
  tries = 0;
  answers = 0;
  unanswered = 0;
  controls = 0;
  reopened = 0;
  /** Why the server sent her back, each time. */
  sentBack: string[] = [];
  /** Each time that the server sent her back. */
  sentBackFor: Setback[] = [];
  /** Controls that cost something: what played on until she heard of it, and the server did not count. */
  atControl: Setback[] = [];
  /** Each time that her lease ended and she opened another. */
  reopenedFrom: Setback[] = [];
  /** Beats that were sent and not answered by the server: from when to when she waited. */
  unheard: { fromMs: number; toMs: number }[] = [];
  /** Beats that are on their way now. */
  onTheWay = 0;
  /** What happened, line by line: told when a loss is to be explained. */
  trace: string[] = [];
  /** Refusals that no retry mends. */
  locked: Refused[] = [];
  readonly #duties: LearnerDuties;
  #sender: BeatSender | undefined;
  #fence = 0;
  #atMs = 0;
  #lastMs = 0;
  #playing = false;
  #waiting = false;
  #over = false;
  #control: string | null = null;
  /** The beat that was sent last, since its first try; how long the last two were waited for, ms. */
  #told = { seq: 0, sentMs: 0 };
  #waits: [number, number] = [0, 0];
  #controlWaitedMs = 0;
  readonly #settled = new Set<string>();
  #loop: Promise<void> = Promise.resolve();

  constructor(duties: LearnerDuties) {
    this.#duties = duties;
  }

  get learner(): FixtureLearner {
    return this.#duties.learner;
  }

  get fence(): number {
    return this.#fence;
  }

  /** The status of an answer to her GET. */
  async get(path: string): Promise<number> {
    const { url, cookie } = this.#duties;
    return (await fetch(url + path, { headers: { Cookie: cookie } })).status;
  }

  /** Opens the lesson and begins to play. */
  async begin(): Promise<void> {
    await this.#open();
    this.startMs = this.ackedMs;
    this.#loop = this.#run();
  }

  /** Stops the video; resolves when everything that was played is answered. */
  async end(): Promise<void> {
    this.#over = true;
    await this.#loop;
    // She never came in: what she was refused says why.
    if (!this.#sender) return;
    const late = performance.now() + 60_000;
    this.#report(this.#take());
    this.#playing = false;
    while ((this.#waiting || this.#control !== null) && !this.#isLocked() && performance.now() < late)
      await sleep(50);
    if (this.#waiting) this.locked.push(silence);
    this.#sender.destroy();
  }

  #note(what: string): void {
    this.trace.push(`${(performance.now() / 1000).toFixed(2)} ${what}`);
  }

  /** A beat that is late costs at the next one: the longer of the last two waits. */
  #waitedMs = () => Math.max(...this.#waits);

  #isLocked = () => this.locked.length > 0;

  async #run(): Promise<void> {
    while (!this.#over && !this.#isLocked()) {
      await sleep(this.#duties.beatMs);
      if (this.#playing && !this.#over) this.#report(this.#take());
    }
  }

  #report(stretch: Stretch): void {
    this.#waiting = true;
    this.#sender?.report(stretch);
  }

  /** What was played since this was asked last. */
  #take(): Stretch {
    const ms = this.#playing ? Math.round(performance.now() - this.#lastMs) : 0;
    const played = { fromMs: this.#atMs, toMs: this.#atMs + ms };
    this.#lastMs += ms;
    this.#atMs += ms;
    this.playedMs += ms;
    const state = ms > 0 ? 'playing' : this.#playing ? 'waiting' : 'paused';
    return { state, visible: true, ratePermille: 1000, played };
  }

  #play(): void {
    // The server's clock for the next beat begins now.
    if (!this.#over) this.#report(this.#take());
    this.#lastMs = performance.now();
    this.#playing = !this.#over;
  }

  async #open(): Promise<void> {
    const { url, cookie, learner } = this.#duties;
    const { enrolmentId } = learner;
    const window = { windowId: 'w-honest-1', takeOver: true, openingId: randomUUID() };
    const wish = { enrolmentId, ordinal: 1, ...window };
    for (let tries = 0; ; tries++) {
      const reply = await ask<LeaseOpened>(url, cookie, '/study/leases', wish);
      if (reply.came === 'answer') return this.#opened(reply.value.standing);
      if (reply.came === 'refusal' && reply.refusal.refused !== 'too_fast')
        return void this.locked.push(reply.refusal);
      await sleep(backOffMs[Math.min(tries, 3)]);
    }
  }

  #opened(standing: Standing): void {
    if (this.#sender)
      this.reopenedFrom.push({
        ms: Math.max(0, this.#atMs - standing.frontierMs),
        waitedMs: this.#waitedMs(),
      });
    this.#sender?.destroy();
    this.#waiting = false;
    this.#control = null;
    this.#fence = standing.fence;
    this.#atMs = standing.frontierMs;
    this.#sender = new BeatSender({
      fence: standing.fence,
      seq: standing.seq,
      latest: () => (this.#playing ? this.#take() : null),
      send: async (beat) => {
        this.tries++;
        this.#waiting = true;
        this.#duties.onSend?.();
        const { fromMs, toMs } = beat.played;
        const told = `beat ${beat.seq} ${beat.state} ${fromMs}-${toMs}`;
        this.#note(`${told} …`);
        const sentMs = performance.now();
        if (this.#told.seq !== beat.seq) this.#told = { seq: beat.seq, sentMs };
        this.onTheWay++;
        const reply = await ask<Standing>(this.#duties.url, this.#duties.cookie, '/study/beats', beat);
        this.onTheWay--;
        if (reply.came !== 'unreachable')
          this.#waits = [this.#waits[1], performance.now() - this.#told.sentMs];
        else this.unheard.push({ fromMs: sentMs, toMs: performance.now() });
        this.#note(`${told} → ${sayReply(reply)}`);
        return reply;
      },
      onStanding: (answer) => this.#heard(answer),
      onRefused: (refusal) => void this.#refused(refusal),
      onUnanswered: () => this.unanswered++,
      onSilence: () => {
        this.#report(this.#take());
        this.#playing = false;
      },
    });
    this.ackedMs = Math.max(this.ackedMs, standing.frontierMs);
    if (standing.control) void this.#answer(standing.control);
    else this.#play();
  }

  #heard(standing: Standing): void {
    this.#waiting = false;
    this.answers++;
    if (standing.control && this.#settled.has(standing.control.id)) return;
    this.ackedMs = Math.max(this.ackedMs, standing.frontierMs);
    if (standing.sendBackToMs !== null) {
      if (!standing.control) this.sentBack.push(standing.uncounted ?? 'unnamed');
      this.#jump(standing.sendBackToMs);
    }
    if (standing.control) void this.#answer(standing.control);
    else if (this.#control !== null) this.#gone(standing);
    else if (!this.#playing) this.#playOn(standing);
  }

  /** What was played on and not told is lost to her. */
  #jump(toMs: number): void {
    if (this.#playing) this.#take();
    this.#sender?.dropWaiting();
    this.sentBackFor.push({ ms: Math.max(0, this.#atMs - toMs), waitedMs: this.#waitedMs() });
    this.#atMs = toMs;
  }

  #playOn({ frontierMs }: Standing): void {
    if (this.#over) return;
    if (this.#atMs > frontierMs + aheadMs) {
      this.atControl.push({ ms: this.#atMs - frontierMs, waitedMs: this.#controlWaitedMs });
      this.#atMs = frontierMs;
    }
    this.#play();
  }

  #gone(standing: Standing): void {
    this.#control = null;
    if (standing.withheld) this.sentBack.push(`withheld ${standing.withheld.reason}`);
    this.#playOn(standing);
  }

  async #answer({ id }: ControlAsked): Promise<void> {
    if (this.#control === id) return;
    this.#control = id;
    this.#controlWaitedMs = this.#waitedMs();
    // What played while the question was on its way is told no more: the server knows how much that was.
    if (this.#playing) this.#take();
    this.#sender?.dropWaiting();
    this.#playing = false;
    await sleep(thinkingMs);
    const { url, cookie } = this.#duties;
    for (let tries = 0; ; tries++) {
      const answer = await this.#duties.solve(id).catch(() => null);
      const message = { fence: this.#fence, controlId: id, answer };
      const reply = answer ? await ask<AnswerResult>(url, cookie, '/study/answers', message) : null;
      this.#note(`answer → ${reply ? reply.came : 'not known'}`);
      if (reply && reply.came !== 'unreachable') {
        this.#settled.add(id);
        if (reply.came === 'answer') return this.#answered(reply.value);
        if (reply.refusal.refused === 'control_gone') return this.#report(this.#take());
        return this.#refused(reply.refusal);
      }
      await sleep(backOffMs[Math.min(tries, 3)]);
    }
  }

  #answered({ result, standing }: AnswerResult): void {
    if (result === 'right') this.controls++;
    else this.sentBack.push(result);
    this.ackedMs = Math.max(this.ackedMs, standing.frontierMs);
    if (standing.control) return void this.#answer(standing.control);
    this.#control = null;
    this.#playOn(standing);
  }

  async #refused(refusal: Refused): Promise<void> {
    if (refusal.refused !== 'lease_ended') return void this.locked.push(refusal);
    this.reopened++;
    if (this.#playing) this.#take();
    this.#playing = false;
    await this.#open();
  }
}

const silence = { refused: 'busy', say: '', fix: '', facts: { heard: 'nothing for 60 s' } } satisfies Refused;
