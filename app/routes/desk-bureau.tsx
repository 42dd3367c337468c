import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { BureauPage } from '../reporting/bureau-page.tsx';
import { bureauWords } from '../reporting/bureau-words.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { readOverview } from '../reporting/read-overview.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { openDesk } from './open-desk.server.ts';

/** The home of a bureau: everything of its own area that waits. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['bureau']);
    return { desk, seen: await readOverview(args.context.house.sql, session, readClock()) };
  });

export default function DeskBureau() {
  const say = useWords();
  const { desk, seen } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(bureauWords.title)}>
      <BureauPage seen={seen} />
    </DeskPage>
  );
}
