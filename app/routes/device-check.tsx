import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '../identity/guards.server.ts';
import { DevicePage } from '../presence/device/device-page.tsx';
import { answer } from './answer.server.ts';

/** Whether this device can do a lesson. Nothing is stored of it and nothing leaves the device. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => {
    requireRole(args.context.session, 'learner');
    return null;
  });

export default function DeviceCheckRoute() {
  return <DevicePage />;
}
