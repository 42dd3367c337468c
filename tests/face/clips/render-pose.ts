import { setImmediate as breathe } from 'node:timers/promises';
import type { Picture } from '../../../app/presence/engine/observation.ts';
import { closeEyes } from './close-eyes.ts';
import type { Pose } from './perform.ts';
import { readPortrait, type Portrait } from './portraits.ts';
import { turnHead } from './turn-head.ts';

const rendered = new Map<string, Promise<Picture>>();
/** Finer steps nobody sees. */
const yawStep = 2;
const closedStep = 0.2;

/** The person in a pose, 480×360, without noise; the same picture for the same pose. */
export function renderPose(person: Portrait, { yaw = 0, closed = 0 }: Partial<Pose> = {}): Promise<Picture> {
  const pose = {
    yaw: Math.round(yaw / yawStep) * yawStep,
    closed: Math.round(closed / closedStep) * closedStep,
  };
  const key = `${person} ${pose.yaw} ${pose.closed.toFixed(1)}`;
  const known = rendered.get(key);
  if (known) return known;
  const picture = readPortrait(person).then(async (view) => {
    // Many poses in a row must not keep a process from its other work.
    await breathe();
    return turnHead(closeEyes(view, pose.closed), pose.yaw).picture;
  });
  rendered.set(key, picture);
  return picture;
}
