import { Form } from '@remix-run/react';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { NoticeSeen } from './notice-kinds.ts';
import { noticeWords as words, sayNotices } from './notice-words.ts';
import { Pages } from './notices-page.tsx';
import { linkLearner, sayNotice } from './say-notice.ts';

/** What a learner was told: each a sentence and a way on. Below it she says whether she wants text messages. */
export function LearnerNoticesPage({
  notices,
  older,
  isFirst,
  unread,
  wantsTexts,
  sayAt,
}: {
  notices: NoticeSeen[];
  older: number | null;
  isFirst: boolean;
  unread: number;
  wantsTexts: boolean;
  sayAt(atMs: number): string;
}) {
  const say = useWords();
  const isSending = useSending();
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          {isFirst && unread > 0 ? (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="read-all" />
              <input type="hidden" name="upTo" value={notices[0]?.seq ?? 0} />
              <Button type="submit" busy={isSending()}>
                {say(words.markAll)}
              </Button>
            </Form>
          ) : (
            <LinkButton to="/">{say(words.home)}</LinkButton>
          )}
        </BottomBar>
      }
    >
      <Say
        sentence={say(unread > 0 ? sayNotices.count(unread) : notices.length > 0 ? words.title : words.none)}
      />
      <ul className="flex flex-col gap-3">
        {notices.map(({ id, kind, facts, atMs, isRead }) => {
          const to = linkLearner(kind, facts);
          return (
            <li key={id} className="rounded-button border border-hair bg-card p-3">
              <p className="flex flex-wrap items-center gap-2 text-note text-ink-2">
                <StatusTag tone={isRead ? 'plain' : 'info'}>
                  {say(isRead ? words.read : words.unread)}
                </StatusTag>
                <span className="tabular-nums">{sayAt(atMs)}</span>
              </p>
              <p className={isRead ? '' : 'font-bold'}>{say(sayNotice(kind, facts))}</p>
              {to !== null && (
                <LinkButton
                  kind="quiet"
                  to={to}
                  className="w-fit"
                  aria-label={`${say(words.open)}:${say(sayNotice(kind, facts))}`}
                >
                  {say(words.open)}
                </LinkButton>
              )}
            </li>
          );
        })}
      </ul>
      <Pages older={older} isFirst={isFirst} />
      <section className="rounded-button border border-hair bg-card p-3">
        <h2 className="font-bold">{say(words.texts)}</h2>
        <p className="text-note text-ink-2">{say(wantsTexts ? words.textsOn : words.textsOff)}</p>
        <Form method="post" preventScrollReset className="mt-2">
          <input type="hidden" name="intent" value={wantsTexts ? 'stop-texts' : 'start-texts'} />
          <Button kind="second" type="submit" busy={isSending()}>
            {say(wantsTexts ? words.stopTexts : words.startTexts)}
          </Button>
        </Form>
      </section>
    </Page>
  );
}
