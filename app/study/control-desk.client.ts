import type { Refused, StudyRequests } from './study-requests.client.ts';
import type { AnswerResult, ControlAsked, Standing } from './study.wire.ts';
import type { Voice } from './voice.client.ts';

/** The spoken request is heard again after this long without an answer, ms. */
const againAfterMs = 20_000;
/** How often it is repeated by itself; a room left empty is not talked to for ever. */
const repeatsMax = 4;
const backOffMs = [1_000, 2_000, 4_000, 8_000];

export type ControlDeskDuties = {
  requests: Pick<StudyRequests, 'answer' | 'swapControl'>;
  voice: Voice;
  fence: number;
  onAnswered: (result: AnswerResult) => void;
  onSwapped: (standing: Standing) => void;
  /** The control is over on the server already: ask where things stand. */
  onGone: () => void;
  onRefused: (refusal: Refused) => void;
  onUnheard: (unheard: boolean) => void;
};

/** One control at a time: speaks it, sends its answer until somebody hears it. */
export class ControlDesk {
  readonly #duties: ControlDeskDuties;
  /** Controls that were answered here: an older answer of the server must not bring them back. */
  readonly #settled = new Set<string>();
  #asked: ControlAsked | null = null;
  #speakTimer: ReturnType<typeof setTimeout> | undefined;
  #sending = false;
  #over = false;

  constructor(duties: ControlDeskDuties) {
    this.#duties = duties;
  }

  isSettled(controlId: string): boolean {
    return this.#settled.has(controlId);
  }

  /** Shows a control: its pictures are fetched and it is spoken, unless it is the one that is shown already. */
  ask(control: ControlAsked, afterSound: string | null): void {
    if (this.#asked?.id === control.id) return;
    this.#asked = control;
    // A face check speaks for itself, one instruction at a time.
    if (control.kind === 'face') return;
    for (const { pictureUrl } of control.choices) if (pictureUrl) new Image().src = pictureUrl;
    void this.#speakFirst(control, afterSound);
  }

  /** Speaks the request again. */
  hearAgain(): void {
    if (this.#asked) this.#speak(this.#asked, repeatsMax);
  }

  /** Sends the one answer. */
  answer(answer: string): Promise<void> {
    return this.#send(async (control) => {
      const { fence, requests } = this.#duties;
      const reply = await requests.answer({ fence, controlId: control.id, answer });
      if (reply.came === 'answer') return { ...reply, done: () => this.#duties.onAnswered(reply.value) };
      return { ...reply, done: null };
    });
  }

  /** Asks for another kind. */
  swap(kind: 'picture' | 'number'): Promise<void> {
    return this.#send(async (control) => {
      const { fence, requests } = this.#duties;
      const reply = await requests.swapControl({ fence, controlId: control.id, kind });
      if (reply.came === 'answer') return { ...reply, done: () => this.#duties.onSwapped(reply.value) };
      return { ...reply, done: null };
    });
  }

  /** No control is asked any more. */
  clear(): void {
    clearTimeout(this.#speakTimer);
    this.#asked = null;
    this.#duties.voice.hush();
  }

  destroy(): void {
    this.#over = true;
    this.clear();
  }

  async #speakFirst(control: ControlAsked, afterSound: string | null): Promise<void> {
    if (afterSound) await this.#duties.voice.playOut(`/sounds/${afterSound}.mp3`);
    if (this.#asked?.id === control.id) this.#speak(control, repeatsMax);
  }

  #speak(control: ControlAsked, repeats: number): void {
    clearTimeout(this.#speakTimer);
    void this.#duties.voice.play(control.audioUrl);
    if (repeats > 0) this.#speakTimer = setTimeout(() => this.#speak(control, repeats - 1), againAfterMs);
  }

  async #send(
    once: (
      control: ControlAsked,
    ) => Promise<
      | { came: 'answer'; done: () => void }
      | { came: 'refusal'; refusal: Refused; done: null }
      | { came: 'unreachable'; busy: boolean; done: null }
    >,
  ): Promise<void> {
    const control = this.#asked;
    if (!control || this.#sending || this.#over) return;
    this.#sending = true;
    clearTimeout(this.#speakTimer);
    for (let tries = 0; !this.#over; tries++) {
      const reply = await once(control);
      if (this.#over) return;
      this.#duties.onUnheard(reply.came === 'unreachable');
      const again =
        reply.came === 'unreachable' || (reply.came === 'refusal' && reply.refusal.refused === 'too_fast');
      if (!again) {
        this.#sending = false;
        this.#settled.add(control.id);
        if (reply.came === 'answer') reply.done();
        else if (reply.refusal.refused === 'control_gone') this.#duties.onGone();
        else this.#duties.onRefused(reply.refusal);
        return;
      }
      await new Promise((go) => setTimeout(go, backOffMs[Math.min(tries, backOffMs.length - 1)]));
    }
  }
}
