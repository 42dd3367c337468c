import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Say } from '../../ui/say.tsx';
import { Empty } from '../../ui/states.tsx';
import { roleWords } from '../role-words.ts';
import {
  lookKindWords,
  lookPictureWords,
  ownLookWords as words,
  purposeWords,
  sayOwnLook,
} from './look-words.ts';
import type { LookShown } from './read-looks.server.ts';

/** Who looked at a learner's own data, when and why, newest first. */
export function OwnLooksPage({ looks, next }: { looks: LookShown[]; next: number | null }) {
  const say = useWords();
  return (
    <Page
      top={<TopBar title={say(words.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to="/">{say(words.home)}</LinkButton>
        </BottomBar>
      }
    >
      {looks.length === 0 ? (
        <Empty icon="eye" page say={say(words.none)} />
      ) : (
        <Say sentence={say(words.say)} detail={say(words.detail)} />
      )}
      <ul className="flex flex-col gap-2">
        {looks.map(({ seq, viewer, role, from, kind, pictureKind, count, reason, day, time }) => (
          <li key={seq} className="rounded-button border border-hair bg-card p-4">
            <p className="font-bold">
              {say(
                sayOwnLook(
                  viewer,
                  roleWords[role],
                  pictureKind ? lookPictureWords[pictureKind] : lookKindWords[kind],
                  count,
                ),
              )}
            </p>
            <p className="text-note">
              {say(words.reason)}:{reason ?? say(purposeWords[role])}
            </p>
            <p className="text-note text-ink-2 tabular-nums">
              {day} {time} · {from}
            </p>
          </li>
        ))}
      </ul>
      {next !== null && (
        <LinkButton kind="quiet" to={`?before=${next}`} className="self-start">
          {say(words.older)}
        </LinkButton>
      )}
    </Page>
  );
}
