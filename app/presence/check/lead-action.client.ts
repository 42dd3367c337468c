import type { StepShown } from '../challenge/face.wire.ts';
import type { FaceEyes } from './face-eyes.client.ts';
import { findObstacle, showAction, type FaceSign } from './face-view.ts';
import type { FaceSentenceKey } from './face-words.ts';
import { framesNeeded, hasRoom } from './frame-room.ts';
import type { FrameSender } from './frame-sender.client.ts';
import { pause } from './pause.client.ts';
import type { GuideStep, Seen, WantedAction } from '../guide/seen.ts';

export type LeadDuties = {
  eyes: FaceEyes;
  sender: FrameSender;
  show: (say: FaceSentenceKey, sign: FaceSign) => void;
  /** Says it aloud once more. */
  repeat: () => void;
  gone: AbortSignal;
};

/** An action that does not come is asked for again after this long, ms. */
const repeatMs = 8_000;
/** What the guide has not seen after so many times is taken by spoken words and time: narrow eyes block nobody. */
const repeatsMax = 3;
/** Without a guide: time to turn the head, to close or open the eyes, to look back, ms. */
const turnMs = 2_200;
const lidMs = 1_300;
const backMs = 1_800;
/** A head turned less than this looks at the phone, degrees. */
const straightYaw = 10;

/** Leads through one action and takes its frames. `left`: how many actions come after it. */
export async function leadAction(step: StepShown, left: number, duties: LeadDuties): Promise<void> {
  const { say, sign } = showAction(step);
  duties.show(say, sign);
  const isDone = duties.eyes.isReady && (await follow(step, left, duties));
  if (!isDone && !duties.gone.aborted) await prompt(step, duties);
}

/** 转回来: the next action begins from a face that looks at the phone. */
export async function leadBack({ eyes, show, gone }: LeadDuties): Promise<void> {
  show('back', null);
  if (!eyes.isAble) return pause(backMs, gone);
  await new Promise<void>((back) => {
    void pause(backMs, gone).then(back);
    eyes.follow(({ yaw }) => {
      if (yaw !== null && Math.abs(yaw) < straightYaw) back();
    }, null);
  });
  eyes.follow(null, null);
}

/** By the guide: frames when it says so, the sentence follows what it sees. False: it gave up midway. */
function follow(step: StepShown, left: number, duties: LeadDuties): Promise<boolean> {
  const { eyes, sender, show, repeat, gone } = duties;
  const { say, sign } = showAction(step);
  const isTurn = step.action !== 'blink';
  return new Promise((settle) => {
    let repeats = 0;
    const timer = setInterval(() => {
      repeats += 1;
      if (repeats < repeatsMax) repeat();
      else end(false);
    }, repeatMs);
    const end = (isDone: boolean) => {
      clearInterval(timer);
      eyes.follow(null, null);
      settle(isDone);
    };
    gone.addEventListener('abort', () => end(true), { once: true });
    eyes.whenUnable(() => end(false));
    let isStraight = true;
    let blocked: FaceSentenceKey | null = null;
    const look = (seen: Seen, guided: GuideStep | null) => {
      const obstacle = seen.faces === 1 ? null : findObstacle(seen);
      if (obstacle) isStraight = true;
      if (obstacle !== blocked) {
        blocked = obstacle;
        if (obstacle) show(obstacle, null);
        else show(say, sign);
      }
      if (guided === 'grab') {
        if (!isStraight || hasRoom(sender.room, step, left)) sender.push(eyes.takePicture());
        if (!isStraight && isTurn) show('hold', sign);
        isStraight = false;
      } else if (guided === 'done' && isTurn) {
        // Turned: it is held as long as the server wants it, and seen once more at the end; nothing asks again meanwhile.
        clearInterval(timer);
        eyes.follow(null, null);
        void pause(step.holdMs, gone).then(() => {
          sender.push(eyes.takePicture());
          end(true);
        });
      } else if (guided === 'done') {
        sender.push(eyes.takePicture());
        end(true);
      }
    };
    eyes.follow(look, wantedOf(step));
  });
}

/** Without a guide: spoken words and time. The server looks for itself all the same. */
async function prompt(step: StepShown, { eyes, sender, show, gone }: LeadDuties): Promise<void> {
  const { say, sign } = showAction(step);
  show(say, sign);
  if (step.action !== 'blink') {
    await pause(turnMs, gone);
    sender.push(eyes.takePicture());
    show('hold', sign);
    await pause(step.holdMs, gone);
    sender.push(eyes.takePicture());
    return;
  }
  await pause(lidMs, gone);
  for (let frames = framesNeeded(step); frames > 0 && !gone.aborted; frames--) {
    const isClosing = frames % 2 === 0;
    show(isClosing ? 'close' : 'open', isClosing ? 'closed' : 'blink');
    await pause(lidMs, gone);
    sender.push(eyes.takePicture());
  }
}

function wantedOf({ action, times }: StepShown): WantedAction {
  return action === 'blink' ? { do: 'blink', times } : { do: action };
}
