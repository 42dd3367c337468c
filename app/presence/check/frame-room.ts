import type { StepShown } from '../challenge/face.wire.ts';

type Action = Pick<StepShown, 'action' | 'times'>;

/** A turn is seen when it begins and when its hold ends; a blink closed and open again. */
export function framesNeeded({ action, times }: Action): number {
  return action === 'blink' ? 2 * times : 2;
}

/** The most that `left` further actions can need after `last`: three blinks and a turn follow each other in turns. */
function framesAhead(last: Action['action'], left: number): number {
  let frames = 0;
  let isBlink = last === 'blink';
  for (let i = 0; i < left; i++) {
    isBlink = !isBlink;
    frames += isBlink ? 6 : 2;
  }
  return frames;
}

/** Whether there is `room` for one more frame than this action and those after it can need. */
export function hasRoom(room: number, action: Action, left: number): boolean {
  return room > framesNeeded(action) + framesAhead(action.action, left);
}
