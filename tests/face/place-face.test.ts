import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FaceScreen } from '../../app/presence/check/face-screen.client.ts';
import { leadAction } from '../../app/presence/check/lead-action.client.ts';
import { placeFace } from '../../app/presence/check/place-face.client.ts';
import type { GuideStep, Seen } from '../../app/presence/guide/seen.ts';

// Who takes her time is not blocked: what guided one step has no hold on the next (P009).

type Heard = ((seen: Seen, step: GuideStep | null) => void) | null;
const good: Seen = {
  ...{ faces: 1, facePx: 160, centred: true, tooDark: false, tooFar: false, tooNear: false },
  ...{ yaw: 0, eyeOpenness: 0.35, atMs: 0 },
};

/** Eyes that see what the test shows them; the rest of the page is not there. */
function openEyes() {
  let heard: Heard = null;
  const eyes = {
    isAble: true,
    isReady: true,
    follow: (listener: Heard) => void (heard = listener),
    whenUnable: () => undefined,
    takePicture: async () => null,
  };
  return { eyes, see: (step: GuideStep | null) => heard?.(good, step), isFollowed: () => heard !== null };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const gone = new AbortController().signal;

it('the time for placing ends with it: half a minute later the eyes still follow the action', async () => {
  const { eyes, see, isFollowed } = openEyes();
  const placed = placeFace({ eyes, gone, ask: () => undefined } as unknown as FaceScreen);
  for (let look = 0; look < 5; look++) see(null);
  await placed;
  eyes.follow(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isFollowed()).toBe(true);
});

it('a face that is never good enough is let on after half a minute: the server decides', async () => {
  const { eyes, isFollowed } = openEyes();
  let isPlaced = false;
  void placeFace({ eyes, gone, ask: () => undefined } as unknown as FaceScreen).then(() => (isPlaced = true));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(isPlaced).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([isPlaced, isFollowed()]).toEqual([true, false]);
});

it('an action that the guide never sees is asked for twice more, then led by spoken words and time', async () => {
  const { eyes } = openEyes();
  const [shown, asked, pushed] = [[] as string[], { again: 0 }, { frames: 0 }];
  const step = { step: 1, action: 'blink', times: 1, holdMs: 0, waitMs: 0, last: true } as const;
  const led = leadAction(step, 0, {
    eyes,
    gone,
    sender: { room: 9, push: () => void (pushed.frames += 1) },
    show: (say: string) => void shown.push(say),
    repeat: () => void (asked.again += 1),
  } as never);
  await vi.advanceTimersByTimeAsync(40_000);
  await led;
  expect(asked.again).toBe(2);
  expect(shown.slice(-2)).toEqual(['close', 'open']);
  expect(pushed.frames).toBe(2);
});
