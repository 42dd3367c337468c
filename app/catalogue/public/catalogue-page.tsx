import { Link } from '@remix-run/react';
import { Page, TopBar } from '../../ui/bars.tsx';
import { publicityWords } from '../../training/subsidy/publicity-words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { Empty } from '../../ui/states.tsx';
import { catalogueUnits as units, catalogueWords as words, sayCatalogue } from '../words.ts';
import type { Catalogue, PublicOccupation } from './catalogue.wire.ts';
import { TargetMeter } from './target-meter.tsx';

/** One occupation, or the common module, with what is approved of it. */
function OccupationCard({ occupation }: { occupation: PublicOccupation }) {
  const say = useWords();
  const { id, name, isShared, minutes, demoMinutes, lessons } = occupation;
  const hasDemo = lessons.some(({ isDemo }) => isDemo);
  return (
    <li>
      <Link
        to={`/catalogue/${encodeURIComponent(id)}`}
        className="flex min-h-15 items-center gap-3 rounded-button border border-hair bg-card p-3 hover:bg-accent-soft"
      >
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <b className="text-accent underline underline-offset-4">{name}</b>
            {isShared && <StatusTag tone="info">{say(words.shared)}</StatusTag>}
            {hasDemo && <StatusTag tone="warn">{say(words.demo)}</StatusTag>}
          </span>
          <span className="block text-note text-ink-2 tabular-nums">
            {say(sayCatalogue.lessons(lessons.length))} · {say(sayCatalogue.count(minutes, units.minutes))}
            {demoMinutes > 0 && ` · ${say(sayCatalogue.ofWhichDemo(demoMinutes, units.minutes))}`}
          </span>
          {isShared && <span className="block text-note text-ink-2">{say(words.sharedWhy)}</span>}
        </span>
        <Icon name="forward" className="text-accent" />
      </Link>
    </li>
  );
}

/** Everything that is approved and published, open to everybody, and how it stands to the targets. */
export function CataloguePage({ catalogue }: { catalogue: Catalogue }) {
  const say = useWords();
  const { occupations } = catalogue;
  return (
    <Page top={<TopBar />}>
      <Say sentence={say(words.title)} detail={say(words.detail)} />
      <TargetMeter catalogue={catalogue} />
      {occupations.length === 0 ? (
        <Empty icon="file" say={say(words.empty)}>
          <p>{say(words.emptyWhy)}</p>
        </Empty>
      ) : (
        <section aria-labelledby="list" className="flex flex-col gap-3">
          <h2 id="list" className="text-title font-bold">
            {say(words.list)}
          </h2>
          <ul className="flex flex-col gap-3">
            {occupations.map((occupation) => (
              <OccupationCard key={occupation.id} occupation={occupation} />
            ))}
          </ul>
        </section>
      )}
      <LinkButton kind="quiet" to="/publicity">
        {say(publicityWords.title)}
      </LinkButton>
      <LinkButton kind="quiet" icon="file" to="/catalogue.json" outside>
        {say(words.data)}
      </LinkButton>
    </Page>
  );
}
