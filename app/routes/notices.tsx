import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { sayMoment } from '../reporting/say-moment.ts';
import { LearnerNoticesPage } from '../training/notices/learner-notices-page.tsx';
import { markRead } from '../training/notices/mark-read.server.ts';
import { countUnread, readBefore, readNotices } from '../training/notices/read-notices.server.ts';
import { isOptedOut, setOptOut } from '../training/texts/opt-out.server.ts';
import { answer } from './answer.server.ts';

/** What a learner was told, and whether she wants text messages. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const before = readBefore(new URL(args.request.url).searchParams);
    const [listed, unread, isOut] = await Promise.all([
      readNotices(house.sql, personId, before),
      countUnread(house.sql, personId),
      isOptedOut(house.sql, personId),
    ]);
    return { ...listed, unread, wantsTexts: !isOut, isFirst: before === null };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const form = await args.request.formData();
    const intent = form.get('intent');
    if (intent === 'stop-texts' || intent === 'start-texts')
      await setOptOut(house.sql, personId, intent === 'stop-texts', readClock());
    else await markRead(house.sql, personId, form, readClock());
    throw redirect('/notices');
  });

export default function Notices() {
  return <LearnerNoticesPage sayAt={sayMoment} {...useLoaderData<typeof loader>()} />;
}
