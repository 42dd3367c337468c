import { LinkButton } from '../ui/button.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { progressWords, sayProgress } from './page-words.ts';
import { sayLength } from './say-time.ts';
import type { Credit } from './study.wire.ts';

/**
 * One class hour: how full it is, its photographs, whether it is recognised, what it lacks and how that is made up.
 * `photographOrdinal` is the lesson to watch again; `canGrow` is false when nothing is left to study.
 */
export function ClassHourRow({
  hour,
  photographOrdinal,
  canGrow,
}: {
  hour: Credit['classHours'][number];
  photographOrdinal: number | null;
  canGrow: boolean;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const { number, creditedMs, lengthMs, photographs, recognised, missing } = hour;
  return (
    <li className="flex flex-col gap-2 rounded-button border border-hair bg-card p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="font-bold">{say(sayProgress.hour(number))}</h3>
        <span className="text-note">
          <StatusTag tone={recognised ? 'ok' : 'warn'}>
            {say(recognised ? progressWords.recognised : progressWords.notRecognised)}
          </StatusTag>
        </span>
      </div>
      <p className="text-ink-2 tabular-nums">
        {sayLength(creditedMs, lang)} / {sayLength(lengthMs, lang)} ·{' '}
        {say(sayProgress.photographs(photographs))}
      </p>
      {missing === 'study' && (
        <p>{say(canGrow ? progressWords.lacksStudy : progressWords.lacksStudyAtEnd)}</p>
      )}
      {missing === 'face' && <p>{say(progressWords.lacksFace)}</p>}
      {missing === 'bureau' && <p>{say(progressWords.waitsForBureau)}</p>}
      {missing === 'refused' && <p>{say(progressWords.refusedByBureau)}</p>}
      {missing === 'photograph' && (
        <>
          <p>{say(progressWords.lacksPhotograph)}</p>
          {photographOrdinal !== null && (
            <LinkButton kind="second" icon="camera" to={`/lessons/${photographOrdinal}`}>
              {say(progressWords.makeUpPhotograph)}
            </LinkButton>
          )}
        </>
      )}
    </li>
  );
}
