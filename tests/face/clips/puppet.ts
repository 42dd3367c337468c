import { randomInt } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Picture } from '../../../app/presence/engine/observation.ts';
import { frameBytes, shakeYuv, toYuv, type Yuv } from './camera-noise.ts';
import { perform, poseAt, type Act } from './perform.ts';
import type { Portrait } from './portraits.ts';
import { renderPose } from './render-pose.ts';
import { black, nobody, two } from './scenes.ts';
import { frameAt, y4mFile } from './y4m.ts';

const framesPerSecond = 15;

/** A fake camera that a test moves while Chromium looks: it does what it is told, when it is told. */
export type Puppet = {
  /** For `--use-file-for-fake-video-capture`; also needs `--use-fake-device-for-media-stream`. */
  file: string;
  /** Looks straight ahead for so long, ms. */
  hold(forMs?: number): Promise<void>;
  /** To the PERSON's own side, and back. Her left is the right of the picture, which is never mirrored. */
  turn(side: 'left' | 'right', options?: { holdMs?: number; degrees?: number }): Promise<void>;
  blink(times: number): Promise<void>;
  /** Does several things one after the other. */
  act(acts: Act[]): Promise<void>;
  /** From now on another person, nobody, two persons, a covered lens, or these pictures in turn stand there. */
  show(what: Portrait | 'black' | 'nobody' | 'two' | Picture[]): Promise<void>;
  close(): Promise<void>;
};

/** Begins a fake camera with this person in front of it. Each is held by another hand: no two checks look alike. */
export async function openPuppet(person: Portrait): Promise<Puppet> {
  const folder = await mkdtemp(join(tmpdir(), 'zhenxue-puppet-'));
  const file = join(folder, 'camera.y4m');
  const planes = new WeakMap<Picture, Yuv>();
  const seed = randomInt(2 ** 31);
  let stage: (atMs: number) => Promise<Picture>;
  const openedMs = performance.now();
  let isOver = false;
  let isActing = false;

  const draw = async (): Promise<Yuv> => {
    const picture = await stage(performance.now());
    const yuv = planes.get(picture) ?? toYuv(picture);
    planes.set(picture, yuv);
    // By the clock: a hand does not hold still because the machine is busy.
    return shakeYuv(yuv, Math.floor(((performance.now() - openedMs) / 1_000) * framesPerSecond), seed);
  };
  let someone: Portrait | null = person;
  const straight = (who: Portrait) => () => renderPose(who);
  stage = straight(person);
  const handle = await open(file, 'wx+');
  await handle.writeFile(y4mFile([await draw()], framesPerSecond));
  /** Chromium reads the file's one frame anew for each picture: what is written there is what it shows next. */
  const running = (async () => {
    let shown = stage;
    for (let turn = 0; !isOver; turn++) {
      const nextMs = performance.now() + 1_000 / framesPerSecond;
      // Who sits still is drawn at half the pace: the machine has other work.
      if (isActing || stage !== shown || turn % 2 === 0) {
        shown = stage;
        await handle.write(await draw(), 0, frameBytes, frameAt(0, framesPerSecond, frameBytes));
      }
      await sleep(Math.max(1, nextMs - performance.now()));
    }
  })();

  const act = async (acts: Act[]): Promise<void> => {
    if (!someone) throw new Error('Nobody stands before the camera who could act.');
    const who = someone;
    const whole = perform(acts);
    await Promise.all(whole.moves.map(({ pose }) => renderPose(who, pose)));
    const beganMs = performance.now();
    stage = (atMs) => renderPose(who, poseAt(whole, atMs - beganMs));
    isActing = true;
    await sleep(whole.totalMs);
    isActing = false;
    stage = straight(who);
  };
  return {
    file,
    act,
    hold: (forMs = 1_000) => act([{ do: 'hold', forMs }]),
    turn: (side, options) => act([{ do: side === 'left' ? 'turn_left' : 'turn_right', ...options }]),
    blink: (times) => act([{ do: 'blink', times }]),
    show: async (what) => {
      const isPerson = typeof what === 'string' && !['black', 'nobody', 'two'].includes(what);
      someone = isPerson ? (what as Portrait) : null;
      if (someone) stage = straight(someone);
      else stage = await still(what as Picture[] | 'black' | 'nobody' | 'two');
      isActing = Array.isArray(what) && what.length > 1;
    },
    close: async () => {
      isOver = true;
      await running;
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function still(
  what: Picture[] | 'black' | 'nobody' | 'two',
): Promise<(atMs: number) => Promise<Picture>> {
  const pictures =
    what === 'black'
      ? [black()]
      : what === 'nobody'
        ? [nobody()]
        : what === 'two'
          ? [await two('A1', 'C')]
          : what;
  const [first] = pictures;
  if (!first) throw new Error('There is no picture to show.');
  return async (atMs) => pictures[Math.floor((atMs / 1_000) * framesPerSecond) % pictures.length] ?? first;
}
