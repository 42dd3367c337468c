import { Form, Link } from '@remix-run/react';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { RowButton } from '../../ui/row-button.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { NoticeSeen } from './notice-kinds.ts';
import { noticeWords as words } from './notice-words.ts';
import { linkNotice, sayNotice } from './say-notice.ts';

/** What somebody at a desk was told, the newest first, with a link to each and a mark that it is read. */
export function NoticesPage({
  notices,
  older,
  isFirst,
  sayAt,
}: {
  notices: NoticeSeen[];
  older: number | null;
  isFirst: boolean;
  sayAt(atMs: number): string;
}) {
  const say = useWords();
  const isSending = useSending();
  if (notices.length === 0) return <Empty say={say(words.none)} />;
  const unread = notices.filter(({ isRead }) => !isRead);
  // "All read" stands on the newest page alone: on an older one it could only mean some.
  return (
    <>
      {isFirst && unread.length > 0 && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="read-all" />
          <input type="hidden" name="upTo" value={notices[0]?.seq ?? 0} />
          <RowButton resting={isSending()}>{say(words.markAll)}</RowButton>
        </Form>
      )}
      <ul className="flex flex-col rounded-button border border-hair bg-card">
        {notices.map(({ id, kind, facts, atMs, isRead }) => {
          const to = linkNotice(kind, facts);
          const sentence = say(sayNotice(kind, facts));
          return (
            <li
              key={id}
              className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-t border-hair px-3 py-1 first:border-t-0"
            >
              <StatusTag tone={isRead ? 'plain' : 'info'}>
                {say(isRead ? words.read : words.unread)}
              </StatusTag>
              <span className="min-w-0 grow basis-72">
                {to === null ? (
                  sentence
                ) : (
                  <Link
                    to={to}
                    className="inline-flex min-h-9 items-center text-accent underline underline-offset-4"
                  >
                    <span className={isRead ? '' : 'font-bold'}>{sentence}</span>
                  </Link>
                )}
              </span>
              <span className="text-ink-2 tabular-nums">{sayAt(atMs)}</span>
              {!isRead && (
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="intent" value="read" />
                  <input type="hidden" name="notice" value={id} />
                  <RowButton resting={isSending()} aria-label={`${say(words.mark)}:${sentence}`}>
                    {say(words.mark)}
                  </RowButton>
                </Form>
              )}
            </li>
          );
        })}
      </ul>
      <Pages older={older} isFirst={isFirst} />
    </>
  );
}

/** The way to what is older, and back to the newest. */
export function Pages({ older, isFirst }: { older: number | null; isFirst: boolean }) {
  const say = useWords();
  if (older === null && isFirst) return null;
  const look = 'inline-flex min-h-12 items-center px-2 font-bold text-accent underline underline-offset-4';
  return (
    <p className="flex flex-wrap gap-4">
      {older !== null && (
        <Link to={`?before=${older}`} className={look}>
          {say(words.older)}
        </Link>
      )}
      {!isFirst && (
        <Link to="?" className={look}>
          {say(words.newest)}
        </Link>
      )}
    </p>
  );
}
