import { useEffect, useState } from 'react';
import type { CameraState } from './camera.client.ts';
import type { FaceMeans } from '../check/use-face-check.ts';

/** A camera and a voice of the page's own, switched off with it; null until their code has come. */
export function useOwnCamera(): FaceMeans {
  const [lent, setLent] = useState<Omit<NonNullable<FaceMeans>, 'state'> | null>(null);
  const [state, setState] = useState<CameraState>('off');
  useEffect(() => {
    let off: (() => void) | null = null;
    let gone = false;
    void Promise.all([import('./camera.client.ts'), import('../../study/voice.client.ts')]).then(
      ([{ Camera }, { Voice }]) => {
        if (gone) return;
        const camera = new Camera(setState);
        const voice = new Voice();
        setLent({ camera, voice });
        off = () => {
          camera.destroy();
          voice.destroy();
        };
      },
    );
    return () => {
      gone = true;
      off?.();
    };
  }, []);
  return lent && { ...lent, state };
}
