import { Camera } from '../presence/device/camera.client.ts';
import { Attendance } from './attendance.client.ts';
import { canPlayLessons } from './hls-source.client.ts';
import { LeftBeats } from './left-beats.client.ts';
import { firstView, type LessonPhase, type LessonView, type Said } from './lesson-view.ts';
import type { LessonScreen } from './lesson-screen.client.ts';
import { LessonStudy } from './lesson-study.client.ts';
import { openLease, phaseOfRefusal } from './open-lease.client.ts';
import type { PlayerSource } from './player.client.ts';
import { readKey } from './request-map.client.ts';
import { ScreenWake } from './screen-wake.client.ts';
import { studyRequests, type Refused } from './study-requests.client.ts';
import { Voice } from './voice.client.ts';
import { drawName, nameWindow, WindowLock } from './window-lock.client.ts';
import { sentences } from './words.ts';

export type LessonPlace = { enrolmentId: string; ordinal: number; words: PlayerSource['words'] };

/** A sentence beside the running video stays this long, ms. */
const noticeMs = 8_000;

/** One lesson page: what it shows, and who does what. Opens leases; `LessonStudy` studies one. */
export class LessonSession implements LessonScreen {
  readonly voice = new Voice();
  readonly camera: Camera;
  readonly attendance: Attendance;
  readonly wake = new ScreenWake();
  readonly leftBeats: LeftBeats;
  readonly #place: LessonPlace;
  readonly #host: HTMLElement;
  readonly #listeners = new Set<() => void>();
  #view: LessonView = firstView;
  #windowId = '';
  #lock: WindowLock | null = null;
  #study: LessonStudy | null = null;
  #opening: AbortController | null = null;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;
  #cameraAsked = false;
  #takeOver = false;
  #hoursRead = false;
  #over = false;

  constructor(host: HTMLElement, place: LessonPlace) {
    this.#host = host;
    this.#place = place;
    this.leftBeats = new LeftBeats(place.enrolmentId);
    this.camera = new Camera((camera) => {
      this.show({ camera });
      if (camera === 'on') this.#study?.retakeSnapshot();
      if (camera === 'lost') this.#cameraLost();
    });
    this.attendance = new Attendance({
      onHidden: () => this.#study?.leftPage(),
      onBack: () => this.#back(),
      onOnline: () => this.#study?.lineIsBack(),
      onOffline: () => this.#study?.lineIsGone(),
      onLeaving: () => this.#leave(),
      onReturned: () => void this.open(false),
    });
  }

  get view(): LessonView {
    return this.#view;
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  };

  /** Changes what is shown. */
  show(change: Partial<LessonView>): void {
    if (this.#over) return;
    this.#view = { ...this.#view, ...change };
    for (const heard of this.#listeners) heard();
  }

  phase(phase: LessonPhase): void {
    void this.wake.want(phase.name === 'playing');
    // Not sooner: the first second of the video has the line for itself.
    if (phase.name === 'playing' && !this.#hoursRead) void this.#readHours();
    this.show(phase.name === 'playing' ? { phase } : { phase, fullScreen: false });
  }

  /** Says why the video stands still, aloud when it was recorded. */
  rest(said: Said, quiet = false): void {
    this.phase({ name: 'resting', said, starting: false });
    if (!quiet) this.voice.say(sentences[said.key].sound);
  }

  /** Says something beside the video for a moment. */
  note(notice: LessonView['notice']): void {
    clearTimeout(this.#noticeTimer);
    this.show({ notice });
    this.#noticeTimer = setTimeout(() => this.show({ notice: null }), noticeMs);
    if (notice && 'key' in notice) this.voice.say(sentences[notice.key].sound);
  }

  /** Opens the lease of this window; `takeOver` ends the one elsewhere. Resolves when the page shows what came of it. */
  async open(takeOver: boolean): Promise<void> {
    this.#takeOver = takeOver;
    this.#opening?.abort();
    this.#dropStudy();
    const opening = new AbortController();
    this.#opening = opening;
    if (!canPlayLessons()) return this.rest({ key: 'noPlayer', facts: {} }, true);
    this.phase({ name: 'opening' });
    this.#windowId ||= await nameWindow();
    this.#lock ??= new WindowLock(this.#windowId, () => this.stopped());
    const { enrolmentId, ordinal } = this.#place;
    const opened = await openLease(
      { enrolmentId, ordinal, windowId: this.#windowId, takeOver, openingId: drawName() },
      {
        openLease: async (body) =>
          (await this.leftBeats.tell((beat) => studyRequests.beat(beat, false))) ??
          studyRequests.openLease(body),
        onPhase: (phase) => {
          this.phase(phase);
          if (phase.name === 'elsewhere') this.voice.say(sentences.elsewhere.sound);
        },
        onUnreachable: (busy) =>
          this.rest(
            { key: busy ? 'busy' : 'offline', facts: { atMs: this.#view.standing?.frontierMs ?? 0 } },
            true,
          ),
      },
      opening.signal,
    );
    if (!opened || opening.signal.aborted || this.#over) return;
    this.#lock.take();
    this.#hoursRead = false;
    this.#study = new LessonStudy(this, this.#host, opened, this.#place.words);
  }

  /** The live check that stood in the way is passed. */
  openAgain(): Promise<void> {
    return this.open(this.#takeOver);
  }

  /** The one big button: begin, go on, pause, or try again. */
  async tap(): Promise<void> {
    this.voice.unlock();
    const { phase } = this.#view;
    if (!this.#study) return this.open(false);
    if (phase.name === 'playing') return this.#study.stop();
    this.#study.unlock();
    if (this.camera.state === 'lost') await this.openCamera();
    if (!this.#cameraAsked) {
      if (await this.camera.mustExplain()) return this.phase({ name: 'camera' });
      void this.openCamera();
    }
    await this.#study.goOn();
  }

  /** A key was pressed; true: it was one of the player's. */
  key(key: string): boolean {
    const study = this.#study;
    const request = study && readKey(key, study.facts, this.#view.standing?.durationMs ?? 0);
    if (!request) return false;
    study.ask(request);
    return true;
  }

  /** After the explanation: yes, open it, or study without. */
  async decideCamera(open: boolean): Promise<void> {
    this.#cameraAsked = true;
    this.#study?.unlock();
    if (open) await this.openCamera();
    if (this.camera.state === 'denied') this.voice.say('camera');
    await this.#study?.goOn();
  }

  async openCamera(): Promise<void> {
    this.#cameraAsked = true;
    this.attendance.excused = true;
    await this.camera.open();
    this.attendance.excused = false;
  }

  /** 从这里补: back to where the withheld stretch begins, and on. */
  async makeUp(): Promise<void> {
    this.voice.unlock();
    await this.#study?.goOnFrom(this.#view.standing?.frontierMs ?? 0);
  }

  /** A finished lesson may be watched again; it earns nothing more. */
  async watchAgain(): Promise<void> {
    await this.#study?.goOnFrom(0);
  }

  get study(): LessonStudy | null {
    return this.#study;
  }

  /** Another window studies now: this one stops at once and says so. */
  stopped(): void {
    if (!this.#study) return;
    this.#dropStudy();
    this.phase({ name: 'ended' });
    this.voice.say(sentences.takenOver.sound);
  }

  /** The server gives this lease nothing any more. */
  refused(refusal: Refused): void {
    const phase = phaseOfRefusal(refusal);
    if (phase.name === 'ended') return this.stopped();
    this.#dropStudy();
    // Idle, expired, closed: nobody took it away, so it is opened again.
    if (refusal.refused === 'lease_ended' || refusal.refused === 'key_refused') void this.open(false);
    else this.phase(phase);
  }

  /** 有人在帮我: the server knows for the photographs of the next hours. */
  async sayHelper(): Promise<void> {
    const fence = this.#view.standing?.fence;
    if (fence === undefined) return;
    this.voice.unlock();
    const reply = await studyRequests.sayHelper(fence);
    if (reply.came === 'answer') this.note({ key: 'helperSaid', facts: {} });
    else if (reply.came === 'refusal' && reply.refusal.refused === 'lease_ended') this.refused(reply.refusal);
  }

  photographed(): void {
    this.note({ photo: 'taken' });
    void this.#readHours();
  }

  destroy(): void {
    this.#leave();
    this.#over = true;
    this.#opening?.abort();
    clearTimeout(this.#noticeTimer);
    this.attendance.destroy();
    this.camera.destroy();
    this.#lock?.destroy();
    this.wake.destroy();
    this.voice.destroy();
  }

  /** In front again: says why the video stands still. */
  #back(): void {
    const { phase } = this.#view;
    if (phase.name === 'resting' && phase.said.key === 'hidden') this.voice.say(sentences.hidden.sound);
  }

  /** Unplugged or taken away in the middle: the video waits for a tap that opens it again. */
  #cameraLost(): void {
    const { name } = this.#view.phase;
    if (name !== 'playing' || !this.#study) return;
    this.#study.stop();
    this.rest({ key: 'cameraLost', facts: {} });
  }

  #leave(): void {
    const study = this.#study;
    this.#study = null;
    study?.leave();
  }

  #dropStudy(): void {
    this.#study?.destroy();
    this.#study = null;
  }

  async #readHours(): Promise<void> {
    this.#hoursRead = true;
    const reply = await studyRequests.credit();
    if (reply.came !== 'answer') return;
    this.show({ hourWaits: reply.value.classHours.some((hour) => hour.missing === 'photograph') });
  }
}
