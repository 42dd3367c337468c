import { askUntilHeard } from './ask-until-heard.client.ts';
import type { ChallengeAsked } from '../challenge/face.wire.ts';
import { faceRequests } from './face-requests.client.ts';
import type { FaceScreen } from './face-screen.client.ts';
import { faceSentences } from './face-words.ts';
import type { FrameSender } from './frame-sender.client.ts';
import { leadAction, leadBack, type LeadDuties } from './lead-action.client.ts';
import { pause } from './pause.client.ts';

/** Frames before the first action: how she looks straight ahead. */
const baselineFrames = 3;
const straightGapMs = 250;
/** How often missing frames are made up for at the end. */
const fillTries = 3;

/** Leads through the actions one after another, as the server shows them, and takes the frames. */
export async function actChallenge(
  { id, steps, framesMin }: ChallengeAsked,
  sender: FrameSender,
  screen: FaceScreen,
): Promise<void> {
  const { gone, eyes } = screen;
  let now = 0;
  let sound: string | null = null;
  const duties: LeadDuties = {
    eyes,
    sender,
    gone,
    show: (say, sign) => {
      sound = faceSentences[say].sound;
      screen.ask(say, sign, now, steps);
    },
    repeat: () => screen.say(sound),
  };
  duties.show('still', null);
  await takeStraight(baselineFrames, sender, screen);
  for (let step = 1; step <= steps && !gone.aborted; step++) {
    // What belongs to one action has arrived before the next one is shown.
    await sender.drain();
    const shown = await askUntilHeard(() => faceRequests.showStep(id, step), screen);
    now = step;
    await pause(shown.waitMs, gone);
    if (gone.aborted) return;
    await leadAction(shown, steps - step, duties);
    if (step < steps && shown.action !== 'blink') await leadBack(duties);
  }
  await sender.drain();
  // A picture that the camera did not give is taken once more.
  for (let tries = 0; tries < fillTries && sender.taken < framesMin && !gone.aborted; tries++) {
    await takeStraight(framesMin - sender.taken, sender, screen);
    await sender.drain();
  }
}

/** Frames of a face that looks at the phone. */
async function takeStraight(count: number, sender: FrameSender, { eyes, gone }: FaceScreen): Promise<void> {
  const enough = sender.taken + count;
  // Bounded, because a camera that stands still gives no other picture.
  for (let tries = 0; sender.taken < enough && tries < 3 * count && !gone.aborted; tries++) {
    await Promise.all([pause(straightGapMs, gone), eyes.isAble ? eyes.nextLook() : undefined]);
    sender.push(eyes.takePicture());
    await sender.drain();
  }
}
