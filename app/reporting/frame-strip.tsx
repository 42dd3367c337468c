import type { FrameStrip as Strip } from '../presence/challenge/read-frames.server.ts';
import type { PictureSeen } from '../presence/review/read-pictures-of-case.server.ts';
import { useWords } from '../ui/frame.tsx';
import { caseWords, sayAction } from './case-words.ts';
import { Picture, pictureUrl } from './picture-card.tsx';
import { sayMoment } from './say-moment.ts';

const row = 'flex flex-wrap gap-2';

/** The frames of a check in the order in which they came, each under the action that was asked then. */
export function FrameStrip({ strip, learnerId }: { strip: Strip; learnerId: string }) {
  const say = useWords();
  if (strip.frames.length === 0) return <p className="text-table text-ink-2">{say(caseWords.noPicture)}</p>;
  return (
    <ol className={row} aria-label={say(caseWords.strip)}>
      {strip.frames.map(({ id, seq, arrivedMs, asked }) => (
        <li key={id} className="w-24 text-table">
          <Picture
            url={pictureUrl({ kind: 'frame', learnerId, id })}
            name={`${seq} · ${say(sayAction(asked))}`}
            erased={strip.erased}
            small
          />
          <b className="block">{say(sayAction(asked))}</b>
          <span className="text-ink-2 tabular-nums">
            {seq} · {(arrivedMs / 1000).toFixed(1)} s
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Photographs before the one that is looked at, oldest first. */
export function PhotographStrip({ window }: { window: PictureSeen[] }) {
  const say = useWords();
  return (
    <ol className={row} aria-label={say(caseWords.window)}>
      {window.map((picture) => (
        <li key={picture.id} className="w-24 text-table">
          <Picture
            url={pictureUrl(picture)}
            name={`${say(caseWords.window)} · ${sayMoment(picture.atMs)}`}
            erased={picture.erased}
            small
          />
          <span className="text-ink-2">{sayMoment(picture.atMs)}</span>
        </li>
      ))}
    </ol>
  );
}
