import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Camera, CameraState } from '../device/camera.client.ts';
import type { FaceCheck, FaceCheckDuties } from './face-check.client.ts';
import { firstFaceView, type FacePlace, type FaceView } from './face-view.ts';

const nothing = () => () => undefined;
const first = () => firstFaceView;

/** Who lends camera and voice to a check, and what the camera does now. Null until the page has them. */
export type FaceMeans = { camera: Camera; voice: FaceCheckDuties['voice']; state: CameraState } | null;

export type FaceCheckWishes = {
  means: FaceMeans;
  place: FacePlace;
  /** Begins without a tap: the sound is unlocked, and a control waits. */
  isUrgent: boolean;
  onPassed: (challengeId: string) => void;
  onPerson: (challengeId: string | null) => void;
};

/** Runs one face check for as long as the page shows it. Its code comes in a chunk of its own, when it is needed. */
export function useFaceCheck({ means, place, isUrgent, onPassed, onPerson }: FaceCheckWishes): {
  check: FaceCheck | null;
  view: FaceView;
} {
  const [check, setCheck] = useState<FaceCheck | null>(null);
  const ends = useRef({ onPassed, onPerson });
  useEffect(() => {
    ends.current = { onPassed, onPerson };
  });
  const { purpose, fence, controlId } = place;
  const camera = means?.camera ?? null;
  const voice = means?.voice ?? null;
  const state = means?.state ?? 'off';

  useEffect(() => {
    if (!camera || !voice) return;
    let made: FaceCheck | null = null;
    let gone = false;
    void import('./face-check.client.ts').then(({ FaceCheck }) => {
      if (gone) return;
      made = new FaceCheck({
        camera,
        voice,
        place: { purpose, fence, controlId },
        onPassed: (id) => ends.current.onPassed(id),
        onPerson: (id) => ends.current.onPerson(id),
      });
      setCheck(made);
      if (isUrgent) void made.begin();
    });
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [camera, voice, purpose, fence, controlId, isUrgent]);
  useEffect(() => check?.cameraIs(state), [check, state]);

  const view = useSyncExternalStore(check?.subscribe ?? nothing, () => check?.view ?? firstFaceView, first);
  return { check, view };
}
