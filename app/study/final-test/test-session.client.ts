import { Camera } from '../../presence/device/camera.client.ts';
import { SnapshotTaker } from '../../presence/snapshot/snapshot-taker.client.ts';
import { ScreenWake } from '../screen-wake.client.ts';
import type { Refused } from '../study-requests.client.ts';
import { Voice } from '../voice.client.ts';
import { nameWindow, WindowLock } from '../window-lock.client.ts';
import { AnswerSender } from './answer-sender.client.ts';
import type { TestOpened, TestStanding } from './final-test.wire.ts';
import { testRequests } from './test-requests.client.ts';
import { firstTestView, type TestPhase, type TestView } from './test-view.ts';

/** How often the window says that it lives, and asks whether a photograph is due, ms. */
const lookMs = 15_000;
const againMs = 3_000;
/** After a photograph was taken it is handed in at once, ms. */
const soonMs = 300;

type Held = { paperId: string; fence: number };

/** One window of the final test: opens the paper, sends answers, takes the photograph, hands in. `view` is what it shows. */
export class TestSession {
  readonly voice = new Voice();
  readonly camera: Camera;
  readonly #classId: string;
  readonly #wake = new ScreenWake();
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #view: TestView = firstTestView;
  #lock: WindowLock | null = null;
  #windowId = '';
  #held: Held | null = null;
  #sender: AnswerSender | null = null;
  #taker: SnapshotTaker | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #takeOver = false;
  #over = false;

  constructor(classId: string) {
    this.#classId = classId;
    this.camera = new Camera((camera) => {
      this.#show({ camera });
      if (camera === 'on') void this.look();
    });
    const { signal } = this.#stop;
    window.addEventListener('online', () => this.#sender?.hurry(), { signal });
    document.addEventListener('visibilitychange', () => this.#seen(), { signal });
  }

  get view(): TestView {
    return this.#view;
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  };

  /** Opens the paper in this window; `takeOver` ends the other one. */
  async open(takeOver: boolean): Promise<void> {
    this.#takeOver = takeOver;
    this.#drop();
    this.#phase({ name: 'opening' });
    this.#windowId ||= await nameWindow();
    this.#lock ??= new WindowLock(this.#windowId, () => this.#taken());
    for (let isFirst = true; !this.#over; isFirst = false) {
      if (!isFirst) await new Promise((go) => setTimeout(go, againMs));
      const reply = await testRequests.open({ classId: this.#classId, windowId: this.#windowId, takeOver });
      if (this.#over) return;
      if (reply.came === 'answer') return this.#begin(reply.value);
      if (reply.came === 'refusal') return this.#refused(reply.refusal);
      this.#show({ unheard: true });
    }
  }

  /** The live check that stood in the way is passed. */
  openAgain(): Promise<void> {
    return this.open(this.#takeOver);
  }

  /** A tap on a choice: it stands at once and is on its way. */
  choose(place: number, choice: number): void {
    if (this.#view.phase.name !== 'asking') return;
    this.voice.hush();
    const chosen = this.#view.chosen.map((was, i) => (i === place - 1 ? choice : was));
    this.#show({ chosen });
    this.#sender?.put(place, choice);
  }

  /** Speaks a question with its choices; one that is not recorded stays written. */
  async hear(place: number): Promise<void> {
    const held = this.#held;
    if (!held) return;
    const isHeard = await this.voice.play(`/study/tests/${held.paperId}/sounds/${place}`);
    if (!isHeard && this.#held === held) this.#show({ unspoken: [...this.#view.unspoken, place] });
  }

  readonly openCamera = (): void => void this.camera.open();

  /** Hands in once everything has arrived and the photograph is settled. */
  async submit(): Promise<void> {
    const held = this.#held;
    if (!held || this.#view.phase.name !== 'asking') return;
    this.#phase({ name: 'submitting' });
    await this.#sender?.flushed();
    let isAsked = false;
    while (!this.#over && this.#held === held) {
      const reply = await testRequests.submit(held);
      if (this.#over || this.#held !== held) return;
      if (reply.came === 'answer') return this.#phase({ name: 'over' });
      this.#show({ unheard: reply.came === 'unreachable' });
      if (reply.came === 'refusal') {
        const { refused, facts } = reply.refusal;
        if (refused !== 'test_photo_due' && refused !== 'too_fast') return this.#refused(reply.refusal);
        if (refused === 'test_photo_due' && !isAsked) {
          isAsked = true;
          this.#phase({ name: 'photo' });
          this.voice.say('test-photo');
        }
        const demandId = facts['demandId'];
        if (typeof demandId === 'string') await this.#taker?.take(demandId);
      }
      await new Promise((go) => setTimeout(go, this.camera.state === 'on' ? soonMs : againMs));
    }
  }

  destroy(): void {
    this.#over = true;
    this.#stop.abort();
    this.#drop();
    this.#lock?.destroy();
    this.#wake.destroy();
    this.camera.destroy();
    this.voice.destroy();
  }

  /** Asks where the paper stands: the time, and whether a photograph is due. */
  readonly look = async (): Promise<void> => {
    const held = this.#held;
    if (!held) return;
    const reply = await testRequests.look(held);
    if (this.#over || this.#held !== held) return;
    this.#show({ unheard: reply.came === 'unreachable' });
    if (reply.came === 'answer') this.#standing(reply.value);
    else if (reply.came === 'refusal' && reply.refusal.refused !== 'too_fast') this.#refused(reply.refusal);
  };

  #begin({ standing, questions }: TestOpened): void {
    const { paperId, fence, answers } = standing;
    const held = { paperId, fence };
    this.#held = held;
    this.#lock?.take();
    this.#taker = new SnapshotTaker({
      capture: () => this.camera.capture(),
      upload: (demandId, picture) => testRequests.uploadPhoto(held, demandId, picture),
      onTaken: () => undefined,
      onNoPicture: () => this.#show({ camera: this.camera.state }),
      onRefused: (refusal) => this.#refused(refusal),
    });
    this.#sender = new AnswerSender(paperId, fence, {
      send: testRequests.answer,
      onStanding: (now) => this.#standing(now),
      onUnheard: (unheard) => this.#show({ unheard }),
      onRefused: (refusal) => this.#refused(refusal),
    });
    const { waiting } = this.#sender;
    this.#show({
      questions,
      chosen: answers.map((choice, i) => waiting.get(i + 1) ?? choice),
      unheard: false,
    });
    void this.#wake.want(true);
    void this.camera.open();
    this.#timer = setInterval(() => void this.look(), lookMs);
    this.#phase({ name: 'asking' });
    this.#standing(standing);
  }

  #standing({ remainingMs, photo }: TestStanding): void {
    this.#show({ endsAtMs: performance.now() + remainingMs });
    if (photo) void this.#taker?.take(photo.id);
  }

  #refused(refusal: Refused): void {
    const { refused, say, fix } = refusal;
    if (refused === 'lease_elsewhere') {
      this.voice.say('test-elsewhere');
      return this.#phase({ name: 'elsewhere' });
    }
    this.#drop();
    if (refused === 'test_over') return this.#phase({ name: 'over' });
    if (refused === 'lease_ended') return this.#phase({ name: 'ended' });
    if (refused === 'face_check_due') return this.#phase({ name: 'face' });
    this.#phase({ name: 'refused', refused, say, fix });
  }

  /** Another window of this browser goes on. */
  #taken(): void {
    if (!this.#held) return;
    this.#drop();
    this.#phase({ name: 'ended' });
  }

  #seen(): void {
    if (document.visibilityState !== 'visible' || !this.#held) return;
    void this.#wake.want(true);
    void this.look();
  }

  #drop(): void {
    clearInterval(this.#timer);
    this.#sender?.destroy();
    this.#taker?.destroy();
    this.#sender = this.#taker = this.#held = null;
    void this.#wake.want(false);
  }

  #phase(phase: TestPhase): void {
    this.#show({ phase });
  }

  #show(change: Partial<TestView>): void {
    if (this.#over) return;
    this.#view = { ...this.#view, ...change };
    for (const heard of this.#listeners) heard();
  }
}
