import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readHealth } from '../platform/read-health.server.ts';
import { readMachineRoom } from '../platform/read-queues.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { HealthPage } from '../reporting/health-page.tsx';
import { healthWords } from '../reporting/health-words.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { openDesk } from './open-desk.server.ts';

/** For operators: whether everything runs. No personal data. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { desk } = await openDesk(args, ['operator']);
    const [health, room] = await Promise.all([readHealth(sql), readMachineRoom(sql)]);
    return { desk, health, room };
  });

export default function DeskHealth() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(healthWords.title)}>
      <HealthPage {...page} />
    </DeskPage>
  );
}
