import { Link } from '@remix-run/react';
import { Page, TopBar } from '../../ui/bars.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { Empty } from '../../ui/states.tsx';
import { publicityWords as words, sayPublicity } from './publicity-words.ts';
import type { Publicity } from './read-publicity.server.ts';

/** The lists of subsidies that are published, for everybody (P080). */
export function PublicitiesPage({ publicities }: { publicities: Publicity[] }) {
  const say = useWords();
  return (
    <Page top={<TopBar />}>
      <Say sentence={say(words.title)} detail={say(words.detail)} />
      {publicities.length === 0 ? (
        <Empty icon="file" say={say(words.none)} />
      ) : (
        <ul className="flex flex-col gap-3">
          {publicities.map(({ id, bureau, month, isOver, fromDay, untilDay, people, yuan }) => (
            <li key={id}>
              <Link
                to={`/publicity/${id}`}
                className="flex min-h-15 items-center gap-3 rounded-button border border-hair bg-card p-3 hover:bg-accent-soft"
              >
                <span className="min-w-0 grow">
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <b className="text-accent underline underline-offset-4">
                      {say(sayPublicity.list(bureau, month))}
                    </b>
                    <StatusTag tone={isOver ? 'plain' : 'info'}>
                      {say(isOver ? words.over : words.running)}
                    </StatusTag>
                  </span>
                  <span className="block text-note text-ink-2 tabular-nums">
                    {say(sayPublicity.days(fromDay, untilDay))} · {say(sayPublicity.count(people, yuan))}
                  </span>
                </span>
                <Icon name="forward" className="text-accent" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
