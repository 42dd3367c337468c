import type { FaceScreen } from './face-screen.client.ts';
import { findObstacle } from './face-view.ts';
import type { FaceSentenceKey } from './face-words.ts';
import { pause } from './pause.client.ts';

/** So many good looks in a row, and the check begins. */
const goodLooks = 5;
/** A guide that is never content does not keep her from it: the server decides, ms. */
const placingMs = 30_000;
/** Without a guide: time to find the circle, ms. */
const blindPlacingMs = 3_500;
/** What hinders is said when it has lasted so many looks: a face in motion hinders for a moment only. */
const hinderingLooks = 4;

/** Waits until one face is in the circle, near enough and in the light; says what hinders. */
export function placeFace({ eyes, gone, ask }: FaceScreen): Promise<void> {
  if (!eyes.isAble) return pause(blindPlacingMs, gone);
  return new Promise((placed) => {
    let [good, bad] = [0, 0];
    let said: FaceSentenceKey = 'place';
    let isPlaced = false;
    const done = () => {
      // Once: the time that runs out later must not take the eyes from an action that is followed by then.
      if (isPlaced) return;
      isPlaced = true;
      clearTimeout(timer);
      eyes.follow(null, null);
      placed();
    };
    const timer = setTimeout(done, placingMs);
    gone.addEventListener('abort', done, { once: true });
    eyes.whenUnable(done);
    eyes.follow((seen) => {
      const obstacle = findObstacle(seen);
      good = obstacle ? 0 : good + 1;
      bad = obstacle ? bad + 1 : 0;
      if (obstacle && bad >= hinderingLooks && obstacle !== said) ask((said = obstacle), null, 0, 0);
      // An action that begins before her straight look is known would be taken for it.
      if (good >= goodLooks && eyes.isReady) done();
    }, null);
  });
}
