import { Form } from '@remix-run/react';
import { ownLookWords } from '../../identity/looks/look-words.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { Empty } from '../../ui/states.tsx';
import { decisionWords, photoWords, sayPhoto, verdictWords } from './photo-words.ts';
import type { OwnPhotograph, OwnPhotographs } from './read-own-photographs.server.ts';

/** A photograph with its day and time in China. */
export type PhotographShown = OwnPhotograph & { day: string; time: string };
export type PhotosShown = Omit<OwnPhotographs, 'photographs'> & {
  learnerId: string;
  photographs: PhotographShown[];
};

/** Her own pictures, what was seen on them, and the way to have a person look again. */
export function PhotosPage({ photos }: { photos: PhotosShown }) {
  const say = useWords();
  const { learnerId, referenceId, photographs } = photos;
  return (
    <Page
      top={<TopBar title={say(photoWords.title)} />}
      bottom={
        <BottomBar>
          <LinkButton to="/">{say(photoWords.home)}</LinkButton>
        </BottomBar>
      }
    >
      {photographs.length === 0 ? (
        <Empty icon="camera" page say={say(photoWords.none)}>
          <p>{say(photoWords.noneFix)}</p>
        </Empty>
      ) : (
        <Say sentence={say(photoWords.say)} detail={say(photoWords.fix)} sound="photos" />
      )}
      <ul className="flex flex-col gap-4">
        {photographs.map((one) => (
          <Photograph key={one.id} one={one} learnerId={learnerId} referenceId={referenceId} />
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-2 short:text-note">
        <LinkButton kind="quiet" to="/looked">
          {say(ownLookWords.title)}
        </LinkButton>
        <LinkButton kind="quiet" to="/consent">
          {say(photoWords.consent)}
        </LinkButton>
      </p>
    </Page>
  );
}

function Photograph({
  one,
  learnerId,
  referenceId,
}: {
  one: PhotographShown;
  learnerId: string;
  referenceId: string | null;
}) {
  const say = useWords();
  const { id, verdict, counts, isErased, day, time, classHour } = one;
  return (
    <li className="flex flex-col gap-2 rounded-button border border-hair bg-card p-4">
      <h2 className="text-note font-bold tabular-nums">{say(sayPhoto(day, time, classHour))}</h2>
      {isErased ? (
        <p className="flex items-center gap-2 text-ink-2">
          <Icon name="lock" />
          {say(photoWords.erased)}
        </p>
      ) : (
        <div className="grid grid-cols-2 gap-2">
          <Picture src={`/pictures/snapshot/${learnerId}/${id}`} name={say(photoWords.snapshotOf)} />
          {referenceId && (
            <Picture
              src={`/pictures/reference/${learnerId}/${referenceId}`}
              name={say(photoWords.reference)}
            />
          )}
        </div>
      )}
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-bold">
          {say(verdict === null ? photoWords.waiting : verdictWords[verdict])}
        </span>
        {verdict !== null && (
          <span className="text-note">
            <StatusTag tone={counts ? 'ok' : 'warn'}>
              {say(counts ? photoWords.counts : photoWords.countsNot)}
            </StatusTag>
          </span>
        )}
      </p>
      <Contest one={one} />
    </li>
  );
}

function Picture({ src, name }: { src: string; name: string }) {
  return (
    <figure>
      <img src={src} alt={name} className="w-full rounded-field bg-hair photo-4-3" loading="lazy" />
      <figcaption className="text-note text-ink-2">{name}</figcaption>
    </figure>
  );
}

/** Asking for another look, that it is under way, or the answer of a person. */
function Contest({ one: { id, verdict, answer } }: { one: PhotographShown }) {
  const say = useWords();
  if (answer && answer.decision === null) return <Notice tone="info" live title={say(photoWords.asked)} />;
  return (
    <>
      {answer?.decision && (
        <Notice tone={answer.isNew ? 'ok' : 'info'} title={say(decisionWords[answer.decision])}>
          {answer.reason && (
            <p>
              {say(photoWords.theyWrote)} {answer.reason}
            </p>
          )}
        </Notice>
      )}
      {verdict !== null && verdict !== 'match' && !answer && (
        <details>
          <summary className="flex min-h-12 items-center gap-2 font-bold text-accent underline underline-offset-4">
            <Icon name="forward" />
            {say(photoWords.contest)}
          </summary>
          <Form method="post" action="/photos" className="flex flex-col gap-2">
            <input type="hidden" name="id" value={id} />
            <label htmlFor={`words-${id}`} className="text-note">
              {say(photoWords.contestHint)}
            </label>
            <textarea
              id={`words-${id}`}
              name="words"
              rows={2}
              maxLength={500}
              className="rounded-field border-2 border-line bg-card p-3"
            />
            <Button type="submit" kind="second">
              {say(photoWords.send)}
            </Button>
          </Form>
        </details>
      )}
    </>
  );
}
