import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from '../../app/presence/engine/observation.ts';
import type { StepShown } from '../../app/presence/challenge/face.wire.ts';
import { shakePicture } from '../face/clips/camera-noise.ts';
import { toJpeg } from '../face/clips/clips.ts';
import type { Pose } from '../face/clips/perform.ts';
import { renderPose } from '../face/clips/render-pose.ts';
import { black, nobody, onScreen, two, waved } from '../face/clips/scenes.ts';
import { enrolPerson, readPerson } from '../face/enrol-person.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openFaceSchool, type FaceSchool } from '../face/open-face-school.ts';
import {
  ask,
  awaitVerdict,
  finish,
  perform,
  personAt,
  sendFrame,
  takeCheck,
} from '../face/take-challenge.ts';
import type { Scene } from '../face/take-challenge.ts';
import type { Attacker } from './attacker.ts';
import { readEvents, verifyLog } from './read-ledger.ts';

// D01, D02, D03, D05: who or what stands before the camera, judged by the real worker. The people are warps of package
// photographs: this proves the wiring, order and identity, never a rate at which attacks are found.

let school: FaceSchool;
beforeAll(async () => {
  // Tries are not what is tested here.
  school = await openFaceSchool({ face_tries_max: 5 });
  await readPerson('A1');
});
afterAll(() => school?.close());

/** A learner who enrolled as one person, from a still picture without a camera's noise. */
async function enterEnrolled(place: number): Promise<Attacker> {
  const window = await school.enter(place);
  await enrolPerson(school, window.learner.id, 'A1');
  return window;
}

let seeds = 0;
/** A camera of its own for each test: what it is pointed at, with a hand that trembles. */
function filmed(draw: (pose: Partial<Pose>, n: number) => Promise<Picture> | Picture): Scene {
  const seed = (seeds += 1);
  return async (pose, n) => shakePicture(await draw(pose, n), n * 7, seed);
}

it('positive control: she herself passes, whatever is asked, and again a moment later in the same chair', async () => {
  const window = await enterEnrolled(1);
  for (let n = 0; n < 3; n++) {
    const { standing } = await takeCheck(window, personAt('A1', (seeds += 1)));
    expect(standing).toMatchObject({ state: 'passed', fault: null });
  }
}, 240_000);

/** Other things than are asked: a recording of another order. */
const swapped: Record<StepShown['action'], StepShown['action']> = {
  turn_left: 'turn_right',
  turn_right: 'blink',
  blink: 'turn_left',
};

const attacks: Record<string, [Scene, string[], ((step: StepShown) => StepShown)?]> = {
  'another person who does as asked': [filmed((pose) => renderPose('B', pose)), ['other_person']],
  'a photograph of her': [filmed(() => renderPose('A1')), ['still']],
  'a print of her that is waved': [
    filmed(async (_, n) => waved(await renderPose('A1'), n * 310)),
    ['still', 'action_missing', 'wrong_action'],
  ],
  'a recording of another order on a screen': [
    filmed(async (pose) => onScreen(await renderPose('A1', pose))),
    ['wrong_action', 'action_missing'],
    (step) => ({ ...step, action: swapped[step.action] }),
  ],
  'she turns the other way': [
    filmed((pose) => renderPose('A1', pose.yaw ? { yaw: -pose.yaw } : pose)),
    ['wrong_action'],
  ],
  'somebody else from the middle on': [
    filmed((pose, n) => renderPose(n < 6 ? 'A1' : 'B', pose)),
    ['changed_person'],
  ],
  'two people': [filmed(() => two('A1', 'C')), ['two_faces']],
  nobody: [filmed(nobody), ['no_face']],
  'a covered lens': [filmed(black), ['too_dark']],
  'a face far away': [
    filmed(async (pose) => small(await renderPose('A1', pose), 0.38)),
    ['too_far', 'no_face'],
  ],
};

/** The picture as from a distance. */
async function small(picture: Picture, scale: number): Promise<Picture> {
  const { width, height } = picture;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const [x, y] = [Math.floor((width - w) / 2), Math.floor((height - h) / 2)];
  const rgb = await sharp(picture.rgb, { raw: { width, height, channels: 3 } })
    .resize(w, h)
    .extend({ left: x, right: width - w - x, top: y, bottom: height - h - y, background: '#665' })
    .raw()
    .toBuffer();
  return { rgb, width, height };
}

it.each(Object.entries(attacks).map(([what, attack], i) => [what, attack, i + 1] as const))(
  '%s',
  async (_, [scene, faults, obey], place) => {
    const window = await enterEnrolled(place);
    const { standing, asked } = await takeCheck(window, scene, {}, obey);
    expect(standing.state).toBe('failed');
    expect(faults).toContain(standing.fault);
    expect([standing.say, standing.fix].join()).toMatch(/[\u4e00-\u9fff].*,.*[\u4e00-\u9fff]/);
    const checked = await readEvents(school.sql, window.learner.id, 'face_checked');
    expect(checked.find(({ challengeId }) => challengeId === asked.id)).toMatchObject({
      ...{ result: 'failed', fault: standing.fault },
    });
  },
  240_000,
);

describe('frames of an earlier check', () => {
  let owner: Attacker;
  /** Sends recorded frames into a new challenge, each changed a little, at the times of an honest check. */
  async function replay(thief: Attacker, recorded: Buffer[], change: (jpeg: Buffer) => Sharp) {
    const { body: asked } = await ask(thief, thief === owner ? {} : { purpose: 'enrolment' });
    const copies = await Promise.all(recorded.map((jpeg) => change(jpeg).jpeg({ quality: 74 }).toBuffer()));
    // Another challenge may need more frames than were recorded: the last one again, a little brighter.
    const scene: Scene = async (_, n) => {
      const { data, info } = await sharp(copies[Math.min(n, copies.length - 1)])
        .modulate({ brightness: 1 + Math.max(0, n + 1 - copies.length) / 50 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { rgb: data, width: info.width, height: info.height };
    };
    await perform(thief, asked, scene);
    await finish(thief, asked.id);
    return awaitVerdict(thief, asked.id);
  }

  it('encoded anew, brighter or smaller they are copies all the same, hers or another’s', async () => {
    owner = await enterEnrolled(11);
    const { sent, standing } = await takeCheck(owner, personAt('A1', (seeds += 1)));
    expect(standing.state).toBe('passed');
    const changes: ((jpeg: Buffer) => Sharp)[] = [
      (jpeg) => sharp(jpeg),
      (jpeg) => sharp(jpeg).modulate({ brightness: 1.08 }),
      (jpeg) => sharp(jpeg).resize(456, 342),
    ];
    const faults: (string | null)[] = [];
    for (const change of changes) {
      const told = await replay(owner, sent, change);
      expect(told.state).toBe('failed');
      faults.push(told.fault);
    }
    // A hash misses an altered scene now and then; then the actions that were not asked betray it.
    expect(faults.filter((fault) => fault === 'replayed').length, faults.join()).toBeGreaterThanOrEqual(2);
    const thief = await school.enter(12);
    // Not the bytes of before: those are refused as they come.
    expect(await replay(thief, sent, (jpeg) => sharp(jpeg).modulate({ brightness: 0.94 }))).toMatchObject({
      fault: 'replayed',
    });
  }, 240_000);
});

it('a program that sends all frames at once, as soon as it knows what is asked', async () => {
  const window = await school.enter(10);
  const { body: asked } = await ask(window);
  for (let seq = 1; seq <= 12; seq++) {
    const jpeg = await toJpeg(shakePicture(await renderPose('A1'), seq, (seeds += 1)));
    expect((await sendFrame(window, asked, seq, jpeg)).status).toBe(201);
  }
  await finish(window, asked.id);
  expect(await awaitVerdict(window, asked.id)).toMatchObject({ state: 'failed', fault: 'too_few_frames' });
});

it('the logs of all this hold', async () => {
  for (const { id } of fixtures.learners) await verifyLog(school.sql, id);
});
