import { deviceRows, type DeviceFault, type DeviceRow } from './device-words.ts';
import type { FaceSentenceKey } from '../check/face-words.ts';

/** How one thing stands. `asked`: she is asked; `unknown`: this device cannot tell, the lesson will. */
export type DeviceStands = 'later' | 'looking' | 'asked' | 'good' | 'unknown' | DeviceFault;

export type DeviceView = { rows: Record<DeviceRow, DeviceStands>; now: DeviceRow | null; isOver: boolean };

export const firstDeviceView: DeviceView = {
  rows: Object.fromEntries(deviceRows.map((row) => [row, 'later'])) as DeviceView['rows'],
  now: null,
  isOver: false,
};

/** Which row an obstacle to a good picture belongs to. */
export function rowOfObstacle(obstacle: FaceSentenceKey): DeviceRow {
  if (obstacle === 'dark') return 'light';
  return obstacle === 'nobody' || obstacle === 'two' ? 'face' : 'distance';
}

const settled: readonly DeviceStands[] = ['later', 'looking', 'asked', 'good', 'unknown'];

/** What is wrong with it, if anything is. */
export function faultOf(stands: DeviceStands): DeviceFault | null {
  return settled.includes(stands) ? null : (stands as DeviceFault);
}
