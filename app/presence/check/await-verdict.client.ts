import { askUntilHeard } from './ask-until-heard.client.ts';
import type { ChallengeStanding } from '../challenge/face.wire.ts';
import { faceRequests } from './face-requests.client.ts';
import type { FaceScreen } from './face-screen.client.ts';
import { faceSentences } from './face-words.ts';
import { pause } from './pause.client.ts';

const pollMs = 500;
const laterPollMs = 1_500;
const inLineAfterMs = 10_000;

/** All frames are there: asks for the verdict until the server has one. */
export async function awaitVerdict(id: string, screen: FaceScreen): Promise<ChallengeStanding> {
  screen.phase({ name: 'judging', say: 'judging' });
  screen.say(faceSentences.judging.sound);
  let standing = await askUntilHeard(() => faceRequests.finish(id), screen);
  for (let waitedMs = 0; standing.state === 'judging';) {
    const isLong = waitedMs >= inLineAfterMs;
    if (isLong) screen.phase({ name: 'judging', say: 'inLine' });
    const waitMs = isLong ? laterPollMs : pollMs;
    await pause(waitMs, screen.gone);
    waitedMs += waitMs;
    standing = await askUntilHeard(() => faceRequests.standing(id), screen);
  }
  return standing;
}
