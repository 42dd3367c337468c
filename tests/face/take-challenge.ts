import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Picture } from '../../app/presence/engine/observation.ts';
import type {
  AskChallenge,
  ChallengeAsked,
  ChallengeStanding,
  FrameTaken,
  StepShown,
} from '../../app/presence/challenge/face.wire.ts';
import type { Attacker, RefusedBody, Reply } from '../cheats/attacker.ts';
import { shakePicture } from './clips/camera-noise.ts';
import { toJpeg } from './clips/clips.ts';
import type { Pose } from './clips/perform.ts';
import type { Portrait } from './clips/portraits.ts';
import { renderPose } from './clips/render-pose.ts';

// A program that takes live checks over HTTP, with whatever stands before its camera.

/** What the camera shows when the person before it takes this pose; `n` counts the frames. */
export type Scene = (pose: Partial<Pose>, n: number) => Promise<Picture>;

/** A person who does what she is asked. Another `seed` is another sitting. */
export function personAt(person: Portrait, seed: number): Scene {
  return async (pose, n) => shakePicture(await renderPose(person, pose), n * 7, seed);
}

/** The action that is done when one is asked; the default does it. */
export type Obey = (step: StepShown) => Pick<StepShown, 'action' | 'times' | 'holdMs'>;

export const pathOf = (id: string) => `/presence/challenges/${id}`;

export function ask(
  window: Attacker,
  request: Partial<AskChallenge> = {},
): Promise<Reply<ChallengeAsked & RefusedBody>> {
  const { purpose = 'lesson', fence = null, controlId = null } = request;
  return window.post('/presence/challenges', { purpose, fence, controlId });
}

/** The code of a frame, by who has the nonce. */
export function codeOf(nonce: string, seq: number, jpeg: Buffer): string {
  const digest = createHash('sha256').update(jpeg).digest('hex');
  return createHmac('sha256', Buffer.from(nonce, 'base64')).update(`${seq}:${digest}`).digest('hex');
}

export function sendFrame(
  window: Attacker,
  asked: Pick<ChallengeAsked, 'id' | 'nonce'>,
  seq: number,
  jpeg: Buffer,
  headers: Record<string, string> = {},
): Promise<Reply<FrameTaken & RefusedBody>> {
  return window.send(`${pathOf(asked.id)}/frames/${seq}`, {
    method: 'POST',
    body: new Uint8Array(jpeg),
    headers: { 'Content-Type': 'image/jpeg', 'X-Frame-Code': codeOf(asked.nonce, seq, jpeg), ...headers },
  });
}

/** The poses of one action, as the browser's guide takes them: straight, the action, and its end. */
function posesOf({ action, times }: Pick<StepShown, 'action' | 'times'>): Partial<Pose>[] {
  if (action !== 'blink') {
    // Her own left is the right of the picture.
    const yaw = action === 'turn_left' ? 32 : -32;
    return [{}, { yaw }, { yaw }];
  }
  return [{}, ...Array.from({ length: times }, () => [{ closed: 1 }, {}]).flat()];
}

/** Does a whole challenge as an honest browser does; answers the frames that were sent, in order. */
export async function perform(
  window: Attacker,
  asked: ChallengeAsked,
  scene: Scene,
  obey: Obey = (step) => step,
): Promise<Buffer[]> {
  const sent: Buffer[] = [];
  const show = async (pose: Partial<Pose>): Promise<void> => {
    const jpeg = await toJpeg(await scene(pose, sent.length));
    const reply = await sendFrame(window, asked, sent.length + 1, jpeg);
    if (reply.status !== 201) throw new Error(`frame ${sent.length + 1} was answered ${reply.text}`);
    sent.push(jpeg);
  };
  for (let n = 0; n < 3; n++) await show({});
  for (let step = 1; step <= asked.steps; step++) {
    const shown = await window.post<StepShown & RefusedBody>(`${pathOf(asked.id)}/steps`, { step });
    if (shown.status !== 200) throw new Error(`step ${step} was answered ${shown.text}`);
    await sleep(shown.body.waitMs + 300);
    const done = obey(shown.body);
    const room = asked.framesMax - sent.length - 2 * (asked.steps - step);
    const poses = posesOf(done).slice(0, room);
    // Whoever is faster than the action can be is no person.
    const apartMs = Math.max(shown.body.holdMs, 250 * shown.body.times) / (poses.length - 1);
    for (const [i, pose] of poses.entries()) {
      if (i > 0) await sleep(apartMs);
      await show(pose);
    }
  }
  return sent;
}

export function finish(window: Attacker, id: string): Promise<Reply<ChallengeStanding & RefusedBody>> {
  return window.post(`${pathOf(id)}/finish`, {});
}

/** Waits for the worker's verdict. */
export async function awaitVerdict(
  window: Attacker,
  id: string,
  maxMs = 120_000,
): Promise<ChallengeStanding> {
  for (const endMs = performance.now() + maxMs; performance.now() < endMs; await sleep(100)) {
    const { body } = await window.get<ChallengeStanding>(pathOf(id));
    if (body.state !== 'judging') return body;
  }
  throw new Error('there is no verdict');
}

/** A whole check from asking to the verdict. Throws when it may not be asked. */
export async function takeCheck(
  window: Attacker,
  scene: Scene,
  request: Partial<AskChallenge> = {},
  obey?: Obey,
): Promise<{ asked: ChallengeAsked; sent: Buffer[]; standing: ChallengeStanding }> {
  const { status, body: asked, text } = await ask(window, request);
  if (status !== 201) throw new Error(`a challenge was answered ${text}`);
  const sent = await perform(window, asked, scene, obey);
  const finished = await finish(window, asked.id);
  if (finished.status !== 202) throw new Error(`the end was answered ${finished.text}`);
  return { asked, sent, standing: await awaitVerdict(window, asked.id) };
}
