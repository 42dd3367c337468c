import type { Camera, CameraState } from './camera.client.ts';
import { firstDeviceView, rowOfObstacle, type DeviceView } from './device-view.ts';
import { deviceRows, type DeviceFault, type DeviceRow } from './device-words.ts';
import { FaceEyes } from '../check/face-eyes.client.ts';
import { findObstacle } from '../check/face-view.ts';
import { measureLine } from './measure-line.client.ts';
import { pause } from '../check/pause.client.ts';

export type DeviceCheckDuties = {
  camera: Camera;
  voice: { play(url: string): Promise<boolean>; unlock(): void };
};

/** What is looked at through the camera is good after so many good looks, and wrong after so many others. */
const goodLooks = 4;
const badLooks = 8;
const cameraRows: readonly DeviceRow[] = ['light', 'face', 'distance'];

/** Looks at sound, line, camera, light, face and distance, one after another; each wrong thing waits for its repair. */
export class DeviceCheck {
  readonly #duties: DeviceCheckDuties;
  readonly #listeners = new Set<() => void>();
  readonly #eyes = new FaceEyes();
  readonly #over = new AbortController();
  #view: DeviceView = firstDeviceView;
  /** Resolves what the page waits for: a tap on a button of the row. */
  #tapped: ((isGood: boolean) => void) | null = null;

  constructor(duties: DeviceCheckDuties) {
    this.#duties = duties;
  }

  get view(): DeviceView {
    return this.#view;
  }

  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  };

  readonly mount = (host: HTMLElement | null): void => this.#eyes.mount(host);

  /** Inside a tap: sound is unlocked by it. */
  async begin(): Promise<void> {
    this.#duties.voice.unlock();
    for (const row of deviceRows) {
      if (this.#over.signal.aborted) return;
      this.#show({ now: row });
      await this.#look(row);
    }
    this.#show({ now: null, isOver: true });
  }

  /** The button of the row: yes or try again (`true`), no or skip (`false`). */
  tap(isGood: boolean): void {
    this.#tapped?.(isGood);
  }

  cameraIs(state: CameraState): void {
    if (state === 'lost' && this.#view.now && cameraRows.includes(this.#view.now))
      this.#set('camera', 'lost');
  }

  destroy(): void {
    this.#over.abort();
    this.#listeners.clear();
    this.#eyes.destroy();
    this.#duties.camera.watch(false);
  }

  #look(row: DeviceRow): Promise<void> {
    if (row === 'sound') return this.#listen();
    if (row === 'network') return this.#until(row, measureLine);
    if (row === 'camera') return this.#until(row, () => this.#openCamera());
    return this.#watch(row);
  }

  /** Plays a sentence and asks whether it was heard. */
  async #listen(): Promise<void> {
    while (!this.#over.signal.aborted) {
      const played = await this.#duties.voice.play('/sounds/device-check.mp3');
      if (played) {
        this.#set('sound', 'asked');
        if (await this.#tap()) return this.#set('sound', 'good');
      }
      this.#set('sound', 'no_sound');
      if (!(await this.#tap())) return;
    }
  }

  /** Looks again after each tap until it is good, or she goes on without. */
  async #until(row: DeviceRow, look: () => Promise<DeviceFault | null>): Promise<void> {
    while (!this.#over.signal.aborted) {
      this.#set(row, 'looking');
      const fault = await look();
      this.#set(row, fault ?? 'good');
      if (!fault || !(await this.#tap())) return;
    }
  }

  async #openCamera(): Promise<DeviceFault | null> {
    const { camera } = this.#duties;
    const state = await camera.open();
    if (state !== 'on' || !camera.stream) return state === 'missing' || state === 'busy' ? state : 'denied';
    camera.watch(true);
    await this.#eyes.open(camera.stream);
    return null;
  }

  /** Through the camera: becomes good by itself as soon as it is repaired. */
  async #watch(row: DeviceRow): Promise<void> {
    if (this.#duties.camera.state !== 'on' || !this.#eyes.isAble) return this.#set(row, 'unknown');
    this.#set(row, 'looking');
    let [good, bad] = [0, 0];
    const repaired = new Promise<boolean>((done) => {
      this.#eyes.whenUnable(() => done(false));
      this.#eyes.follow((seen) => {
        const obstacle = findObstacle(seen);
        const isMine = obstacle !== null && rowOfObstacle(obstacle) === row;
        good = isMine ? 0 : good + 1;
        bad = isMine ? bad + 1 : 0;
        if (isMine && bad >= badLooks) this.#set(row, obstacle as DeviceFault);
        if (good >= goodLooks) done(true);
      }, null);
    });
    const isGood = await Promise.race([
      repaired,
      this.#tap(),
      pause(60_000, this.#over.signal).then(() => false),
    ]);
    this.#eyes.follow(null, null);
    const stands = this.#view.rows[row];
    this.#set(row, isGood ? 'good' : stands === 'looking' ? 'unknown' : stands);
  }

  #tap(): Promise<boolean> {
    return new Promise((tapped) => {
      this.#tapped = tapped;
      this.#over.signal.addEventListener('abort', () => tapped(false), { once: true });
    });
  }

  #set(row: DeviceRow, stands: DeviceView['rows'][DeviceRow]): void {
    if (this.#view.rows[row] !== stands) this.#show({ rows: { ...this.#view.rows, [row]: stands } });
  }

  #show(change: Partial<DeviceView>): void {
    this.#view = { ...this.#view, ...change };
    for (const heard of this.#listeners) heard();
  }
}
