import { readFileSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { faceDistance } from '../../app/presence/engine/compare-faces.ts';
import { createFaceEngine, type FaceEngine } from '../../app/presence/engine/face-engine.server.ts';
import type { FaceSeen, Picture } from '../../app/presence/engine/observation.ts';
import { frameBytes } from './clips/camera-noise.ts';
import { clipFile, clipFrames, clipNames, clipRate, filmed, performance } from './clips/clips.ts';
import { perform, poseAt } from './clips/perform.ts';
import { portraitNames, readPhotograph, type Portrait } from './clips/portraits.ts';
import { renderPose } from './clips/render-pose.ts';
import { y4mHead } from './clips/y4m.ts';

let engine: FaceEngine;
beforeAll(async () => {
  engine = await createFaceEngine();
});

// The engine works without a pause; the runner of the tests wants to be heard in between.
beforeEach(() => breathe());

/** The one face of a picture, as the server sees it. */
function see(picture: Picture, embed: 'largest' | 'none' = 'none'): FaceSeen {
  const { faces } = engine.observe(picture, { embed });
  expect(faces).toHaveLength(1);
  return faces[0]!;
}

const openness = ({ eyes }: FaceSeen): number => (eyes.left + eyes.right) / 2;

test.each(portraitNames)(
  '%s turns to the own left: the nose goes to the right of the picture',
  async (name) => {
    const straight = see(await renderPose(name));
    const left = see(await renderPose(name, { yaw: 32 }));
    const right = see(await renderPose(name, { yaw: -32 }));
    expect(left.yaw - straight.yaw).toBeGreaterThan(12);
    expect(straight.yaw - right.yaw).toBeGreaterThan(12);
    const [first] = perform([{ do: 'turn_left' }]).moves;
    expect(first?.pose.yaw).toBeGreaterThan(0);
  },
);

test.each(portraitNames)('%s closes both eyes so far that the server sees it', async (name) => {
  const open = see(await renderPose(name));
  const closed = see(await renderPose(name, { closed: 1 }));
  expect(openness(closed) / openness(open)).toBeLessThan(0.65);
  expect(Math.abs(closed.yaw - open.yaw)).toBeLessThan(5);
});

test('whoever turns or blinks stays who she is, and is nobody else', async () => {
  const templateOf = async (name: Portrait) => see(await readPhotograph(name), 'largest');
  const own = await templateOf('A2');
  const distances = { own: [] as number[], other: [] as number[] };
  for (const pose of [{}, { yaw: 20 }, { yaw: -20 }, { closed: 1 }]) {
    distances.own.push(faceDistance(see(await renderPose('A1', pose), 'largest'), own));
    for (const other of ['B', 'C'] as const)
      distances.other.push(faceDistance(see(await renderPose(other, pose), 'largest'), own));
  }
  console.log('distances to A2', JSON.stringify(distances));
  expect(Math.max(...distances.own)).toBeLessThan(Math.min(...distances.other));
});

test.each([
  ['two-faces', 2],
  ['no-face', 0],
  ['black', 0],
  ['still-photograph', 1],
  ['waved-print', 1],
  ['screen-replay-order2', 1],
] as const)('the clip %s shows %i', async (name, faces) => {
  const frames = await clipFrames(name);
  for (const n of [0, Math.floor(frames.length / 2), frames.length - 1])
    expect(engine.observe(frames[n]!, { embed: 'none' }).faces).toHaveLength(faces);
});

test('the swap goes from one person to another', async () => {
  const frames = await clipFrames('swap-in-the-middle');
  const [first, last] = [see(frames[0]!, 'largest'), see(frames.at(-1)!, 'largest')];
  expect(faceDistance(first, see(await renderPose('A1'), 'largest'))).toBeLessThan(0.2);
  expect(faceDistance(first, last)).toBeGreaterThan(0.55);
});

test('a still photograph and a waved print neither turn nor blink as a head does', async () => {
  for (const name of ['still-photograph', 'waved-print'] as const) {
    const frames = (await clipFrames(name)).filter((_, n) => n % 5 === 0);
    const seen = frames.map((frame) => see(frame));
    const yaws = seen.map(({ yaw }) => yaw);
    expect(Math.max(...yaws) - Math.min(...yaws)).toBeLessThan(10);
    expect(Math.min(...seen.map(openness)) / Math.max(...seen.map(openness))).toBeGreaterThan(0.7);
  }
});

test.each(clipNames)('no two frames of %s are equal, in its file neither', async (name) => {
  const frames = await clipFrames(name);
  expect(new Set(frames.map(({ rgb }) => Buffer.from(rgb).toString('latin1'))).size).toBe(frames.length);
  const file = readFileSync(await clipFile(name));
  const [head, step] = [y4mHead(clipRate).length, 'FRAME\n'.length + frameBytes];
  expect(file.length).toBe(head + frames.length * step);
  const planes = frames.map((_, n) => file.toString('latin1', head + n * step, head + (n + 1) * step));
  expect(new Set(planes).size).toBe(frames.length);
  expect(planes.every((plane) => plane.startsWith('FRAME\n'))).toBe(true);
});

test('another sitting is another hand: the same pose does not give nearly the same picture again', async () => {
  const pose = await renderPose('A1');
  const apart = (a: Picture, b: Picture): number =>
    Buffer.from(a.rgb).reduce((sum, value, n) => sum + Math.abs(value - b.rgb[n]!), 0) / a.rgb.length;
  const sittings = [1, 2, 3, 4].map((seed) => filmed([pose, pose], seed));
  for (const [n, [frame, next]] of sittings.entries()) {
    expect(apart(frame!, next!)).toBeLessThan(4);
    for (const [other] of sittings.slice(n + 1)) expect(apart(frame!, other!)).toBeGreaterThan(4);
  }
});

test('a performance takes as long as its acts and ends straight ahead with open eyes', async () => {
  const whole = perform([
    { do: 'turn_left', holdMs: 500 },
    { do: 'hold', forMs: 300 },
    { do: 'blink', times: 3 },
  ]);
  expect(poseAt(whole, 0)).toEqual({ yaw: 0, closed: 0 });
  expect(poseAt(whole, whole.totalMs)).toEqual({ yaw: 0, closed: 0 });
  const poses = Array.from({ length: Math.ceil(whole.totalMs / 10) }, (_, n) => poseAt(whole, n * 10));
  const shut = poses.filter((pose, n) => pose.closed === 1 && poses[n - 1]?.closed !== 1);
  expect(shut).toHaveLength(3);
  expect(Math.max(...poses.map(({ yaw }) => yaw))).toBe(32);
  expect(Math.min(...poses.map(({ yaw }) => yaw))).toBe(0);
  const frames = await performance('A1', [{ do: 'hold', forMs: 1_000 }]);
  expect(frames).toHaveLength(28);
});
