import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DeviceCheck } from './device-check.client.ts';
import { firstDeviceView, type DeviceView } from './device-view.ts';
import type { CameraState } from './camera.client.ts';

const nothing = () => () => undefined;
const first = () => firstDeviceView;

/** Runs one check of the device; camera and voice belong to it and end with the page. */
export function useDeviceCheck(): { check: DeviceCheck | null; view: DeviceView; camera: CameraState } {
  const [check, setCheck] = useState<DeviceCheck | null>(null);
  const [camera, setCamera] = useState<CameraState>('off');
  useEffect(() => {
    let off: (() => void) | null = null;
    let gone = false;
    void Promise.all([
      import('./camera.client.ts'),
      import('../../study/voice.client.ts'),
      import('./device-check.client.ts'),
    ]).then(([{ Camera }, { Voice }, { DeviceCheck }]) => {
      if (gone) return;
      const voice = new Voice();
      const lens = new Camera(setCamera);
      const made = new DeviceCheck({ camera: lens, voice });
      setCheck(made);
      off = () => {
        made.destroy();
        lens.destroy();
        voice.destroy();
      };
    });
    return () => {
      gone = true;
      off?.();
    };
  }, []);
  useEffect(() => check?.cameraIs(camera), [check, camera]);
  const view = useSyncExternalStore(check?.subscribe ?? nothing, () => check?.view ?? firstDeviceView, first);
  return { check, view, camera };
}
