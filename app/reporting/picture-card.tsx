import { useState, type ReactNode } from 'react';
import type { PictureSeen } from '../presence/review/read-pictures-of-case.server.ts';
import type { PictureKind } from '../presence/face-state.ts';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { caseWords, pictureKindWords } from './case-words.ts';
import { sayMoment } from './say-moment.ts';

/** Where a picture is given, to whom it may be shown. */
export const pictureUrl = (one: { kind: PictureKind; learnerId: string; id: string }): string =>
  `/pictures/${one.kind}/${one.learnerId}/${one.id}`;

/** A picture, or in its place why there is none. `height` of a whole picture, or of a strip. */
export function Picture({
  url,
  name,
  erased,
  small = false,
}: {
  url: string;
  name: string;
  erased: boolean;
  small?: boolean;
}) {
  const say = useWords();
  const [failed, setFailed] = useState(false);
  const room = small ? 'h-18 w-24' : 'h-56 w-full';
  if (erased || failed)
    return (
      <p
        className={`${room} flex flex-col items-center justify-center gap-1 rounded-field bg-hair p-2 text-center text-table text-ink-2`}
      >
        <Icon name="eyeOff" />
        {(!small || failed) && say(erased ? caseWords.erased : caseWords.notOpened)}
      </p>
    );
  return (
    <img
      src={url}
      alt={name}
      onError={() => setFailed(true)}
      className={`${room} rounded-field bg-stage object-contain`}
    />
  );
}

/** One of the two pictures side by side, with what is known of it; `picture` null: there is none. */
export function PictureCard({
  title,
  picture,
  children,
}: {
  title: string;
  picture: PictureSeen | null;
  children?: ReactNode;
}) {
  const say = useWords();
  const kind = picture && say(pictureKindWords[picture.kind]);
  return (
    <figure className="flex max-w-96 min-w-0 flex-1 flex-col gap-1">
      <figcaption className="flex flex-wrap justify-between gap-x-2 text-table">
        <b>{title}</b>
        {picture && (
          <span className="text-ink-2">
            {kind} · {sayMoment(picture.atMs)}
          </span>
        )}
      </figcaption>
      {picture ? (
        <Picture
          key={picture.id}
          url={pictureUrl(picture)}
          name={`${title} · ${kind ?? ''}`}
          erased={picture.erased}
        />
      ) : (
        <p className="flex h-56 items-center justify-center rounded-field bg-hair p-2 text-table text-ink-2">
          {say(caseWords.noPicture)}
        </p>
      )}
      {picture && (
        <code className="font-mono text-table text-ink-2" title={picture.sha256}>
          {picture.sha256.slice(0, 16)}
        </code>
      )}
      {children}
    </figure>
  );
}
