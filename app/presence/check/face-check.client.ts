import type { RefusalCode } from '../../platform/refusal.ts';
import { actChallenge } from './act-challenge.client.ts';
import { askUntilHeard, FaceStopped } from './ask-until-heard.client.ts';
import { awaitVerdict } from './await-verdict.client.ts';
import type { Camera, CameraState } from '../device/camera.client.ts';
import type { ChallengeAsked, ChallengeStanding } from '../challenge/face.wire.ts';
import { FaceEyes } from './face-eyes.client.ts';
import { faceRequests } from './face-requests.client.ts';
import type { FaceScreen } from './face-screen.client.ts';
import { firstFaceView, type FacePhase, type FacePlace, type FaceSign, type FaceView } from './face-view.ts';
import { faceSentences, faultWords, type FaceSentenceKey } from './face-words.ts';
import { FrameSender } from './frame-sender.client.ts';
import { pause } from './pause.client.ts';
import { placeFace } from './place-face.client.ts';

export type FaceCheckDuties = {
  camera: Camera;
  /** Plays recorded sentences; `unlock` is called inside a tap. */
  voice: { say(sound: string | null): void; unlock(): void };
  place: FacePlace;
  /** The challenge was passed, and the learner has seen it. */
  onPassed: (challengeId: string) => void;
  /** No try is left; the challenge that was the last one. */
  onPerson: (challengeId: string | null) => void;
};

const passedShownMs = 1_500;
/** This long before the time is over, more of it is asked for, ms. */
const timeLeftMs = 9_000;
/** The camera has no picture to give. */
const cameraAway: readonly CameraState[] = ['denied', 'missing', 'busy', 'lost'];
/** Refusals after which a new try is all that is needed. */
const onceMore: readonly RefusalCode[] = ['challenge_gone', 'frame_wrong', 'frame_twice'];

/** One face check: camera, instructions, frames, and the server's verdict. What it shows is `view`. */
export class FaceCheck {
  readonly #duties: FaceCheckDuties;
  readonly #listeners = new Set<() => void>();
  readonly #eyes = new FaceEyes();
  #view: FaceView;
  #attempt: AbortController | null = null;
  #challenge: ChallengeAsked | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(duties: FaceCheckDuties) {
    this.#duties = duties;
    this.#view = { ...firstFaceView, camera: duties.camera.state };
  }

  get view(): FaceView {
    return this.#view;
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  };

  /** Where the camera picture is shown. */
  readonly mount = (host: HTMLElement | null): void => this.#eyes.mount(host);

  /** One try from the beginning; inside a tap where sound is not unlocked yet. */
  async begin(): Promise<void> {
    this.#duties.voice.unlock();
    this.#stop();
    const attempt = new AbortController();
    this.#attempt = attempt;
    try {
      await this.#try(this.#screenOf(attempt.signal));
    } catch (error) {
      if (!(error instanceof FaceStopped)) throw error;
      if (!attempt.signal.aborted) this.#stopped(error.code);
    }
  }

  /** 慢慢来: more time for a slow hand. */
  async moreTime(): Promise<void> {
    const challenge = this.#challenge;
    if (!challenge) return;
    const reply = await faceRequests.moreTime(challenge.id);
    if (reply.came !== 'answer' || this.#challenge?.id !== challenge.id) return;
    this.#mindTime({ ...challenge, ...reply.value });
  }

  /** 慢慢来 was tapped: the time, and a word. */
  askTime(): void {
    this.#duties.voice.say(faceSentences.slowly.sound);
    void this.moreTime();
  }

  /** The camera that is watched came, went or was refused. */
  cameraIs(camera: CameraState): void {
    this.#show({ camera });
    if (!cameraAway.includes(camera) || !['opening', 'acting'].includes(this.#view.phase.name)) return;
    this.#stop();
    this.#phase({ name: 'no_camera', state: camera });
  }

  destroy(): void {
    this.#stop();
    this.#listeners.clear();
    this.#eyes.destroy();
    this.#duties.camera.watch(false);
  }

  async #try(screen: FaceScreen): Promise<void> {
    const { gone } = screen;
    if (!(await this.#openCamera(screen))) return;
    await placeFace(screen);
    if (gone.aborted) return;
    const challenge = await askUntilHeard(() => faceRequests.ask(this.#duties.place), screen);
    this.#mindTime(challenge);
    await actChallenge(challenge, this.#openSender(challenge, gone), screen);
    if (gone.aborted) return;
    clearTimeout(this.#timer);
    this.#challenge = null;
    this.#show({ mayAskTime: false });
    await this.#judged(await awaitVerdict(challenge.id, screen), gone);
  }

  async #openCamera({ gone, phase, ask }: FaceScreen): Promise<boolean> {
    const { camera } = this.#duties;
    phase({ name: 'opening' });
    const state = await camera.open();
    if (gone.aborted) return false;
    if (state !== 'on' || !camera.stream) {
      phase({ name: 'no_camera', state });
      return false;
    }
    camera.watch(true);
    ask('place', null, 0, 0);
    await this.#eyes.open(camera.stream);
    return !gone.aborted;
  }

  async #judged({ id, state, fault, needsPerson }: ChallengeStanding, gone: AbortSignal): Promise<void> {
    const { voice, onPassed } = this.#duties;
    if (state === 'passed') {
      this.#phase({ name: 'passed' });
      voice.say(faceSentences.passed.sound);
      await pause(passedShownMs, gone);
      if (!gone.aborted) onPassed(id);
    } else if (needsPerson) this.#person(id);
    else this.#again(state === 'failed' ? fault : null);
  }

  #person(challengeId: string | null): void {
    this.#phase({ name: 'person' });
    this.#duties.voice.say(faceSentences.person.sound);
    this.#duties.onPerson(challengeId);
  }

  #again(fault: ChallengeStanding['fault']): void {
    this.#phase({ name: 'again', fault });
    this.#duties.voice.say(fault ? faultWords[fault].sound : faceSentences.expired.sound);
  }

  #stopped(code: RefusalCode): void {
    this.#stop();
    if (code === 'face_needs_person') this.#person(null);
    else if (onceMore.includes(code)) this.#again(null);
    else this.#phase({ name: 'refused', refused: code });
  }

  #openSender({ id, nonce, framesMax }: ChallengeAsked, gone: AbortSignal): FrameSender {
    const sender = new FrameSender({
      nonce,
      framesMax,
      upload: (seq, picture, code) => faceRequests.frame(id, seq, picture, code),
      onRefused: ({ refused }) => {
        if (!gone.aborted) this.#stopped(refused);
      },
    });
    gone.addEventListener('abort', () => sender.destroy(), { once: true });
    return sender;
  }

  /** Asks for more time before it is over; when there is none left, the try ends kindly. */
  #mindTime(challenge: ChallengeAsked): void {
    const { remainingMs, extensionsLeft } = challenge;
    this.#challenge = challenge;
    clearTimeout(this.#timer);
    const mayAskTime = extensionsLeft > 0;
    this.#show({ mayAskTime });
    this.#timer = mayAskTime
      ? setTimeout(() => void this.moreTime(), Math.max(0, remainingMs - timeLeftMs))
      : setTimeout(() => this.#stopped('challenge_gone'), remainingMs);
  }

  #screenOf(gone: AbortSignal): FaceScreen {
    const view = () => this.#view;
    return {
      gone,
      eyes: this.#eyes,
      get view() {
        return view();
      },
      // What is still under way of a try that is over shows and says nothing.
      phase: (phase) => void (gone.aborted || this.#phase(phase)),
      ask: (say, sign, step, steps) => void (gone.aborted || this.#ask(say, sign, step, steps)),
      say: (sound) => void (gone.aborted || this.#duties.voice.say(sound)),
    };
  }

  /** The same thing is spoken once. */
  #ask(say: FaceSentenceKey, sign: FaceSign, step: number, steps: number): void {
    const { phase } = this.#view;
    if (phase.name === 'acting' && phase.say === say && phase.step === step && phase.sign === sign) return;
    this.#phase({ name: 'acting', say, sign, step, steps });
    const { sound } = faceSentences[say];
    if (sound) this.#duties.voice.say(sound);
  }

  #phase(phase: FacePhase): void {
    this.#show({ phase });
  }

  #show(change: Partial<FaceView>): void {
    this.#view = { ...this.#view, ...change };
    for (const heard of this.#listeners) heard();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#attempt?.abort();
    this.#challenge = null;
    this.#eyes.follow(null, null);
    if (this.#view.mayAskTime) this.#show({ mayAskTime: false });
  }
}
