import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { sayMoment } from '../reporting/say-moment.ts';
import { markRead } from '../training/notices/mark-read.server.ts';
import { noticeWords } from '../training/notices/notice-words.ts';
import { NoticesPage } from '../training/notices/notices-page.tsx';
import { readBefore, readNotices } from '../training/notices/read-notices.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { openDesk, requireDesk } from './open-desk.server.ts';

const roles = [
  'clerk',
  'head',
  'teacher',
  'author',
  'bureau',
  'reviewer',
  'inspector',
  'auditor',
  'operator',
] as const;

/** What somebody at a desk was told; nobody else's. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, roles);
    const before = readBefore(new URL(args.request.url).searchParams);
    const { sql } = args.context.house;
    return { desk, isFirst: before === null, ...(await readNotices(sql, session.personId, before)) };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, roles);
    const form = await args.request.formData();
    await markRead(args.context.house.sql, session.personId, form, readClock());
    const { pathname, search } = new URL(args.request.url);
    throw redirect(pathname + search.replace(/[?&]_data=[^&]*/, ''));
  });

export default function DeskNotices() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(noticeWords.title)}>
      <NoticesPage sayAt={sayMoment} {...page} />
    </DeskPage>
  );
}
