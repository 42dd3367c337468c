import type { ReactNode } from 'react';
import type { Words } from '../platform/words.ts';
import { BottomBar, Page, TopBar } from '../ui/bars.tsx';
import { LinkButton } from '../ui/button.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { TimeCount } from '../ui/progress.tsx';
import { Say } from '../ui/say.tsx';
import { Empty } from '../ui/states.tsx';
import { ClassHourRow } from './class-hour-row.tsx';
import { findHourLesson } from './find-hour-lesson.ts';
import { LessonRow } from './lesson-row.tsx';
import { progressWords } from './page-words.ts';
import { sayLength } from './say-time.ts';
import type { Credit } from './study.wire.ts';

/** Where the one button leads: the first withheld stretch, else the first lesson that is open and not done. */
function findNext({ lessons }: Credit): { ordinal: number; makeUp: boolean } | null {
  const withheld = lessons.find((lesson) => lesson.withheld !== null);
  if (withheld) return { ordinal: withheld.ordinal, makeUp: true };
  const open = lessons.find((lesson) => lesson.open && lesson.ready && !lesson.completed);
  return open ? { ordinal: open.ordinal, makeUp: false } : null;
}

/**
 * Everything that is credited, everything that is not, and for each the way to repair it; `whole`: what her class comes to; a
 * line for each voucher.
 */
export function ProgressPage({
  credit,
  vouchers,
  whole,
}: {
  credit: Credit;
  vouchers: Words[];
  whole?: ReactNode;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const next = findNext(credit);
  return (
    <Page
      top={<TopBar />}
      bottom={
        next && (
          <BottomBar>
            <LinkButton to={`/lessons/${next.ordinal}`}>
              {say(next.makeUp ? progressWords.makeUp : progressWords.goOn)}
            </LinkButton>
          </BottomBar>
        )
      }
    >
      <Say sentence={say(progressWords.title)} sound={next?.makeUp ? 'withheld' : undefined} />
      {vouchers.map((voucher) => (
        <p key={voucher.zh} className="text-ink-2">
          {say(voucher)}
        </p>
      ))}
      {credit.lessons.length === 0 ? (
        <Empty icon="file" say={say(progressWords.none)}>
          {say(progressWords.noneFix)}
        </Empty>
      ) : (
        <>
          <TimeCount big label={say(progressWords.total)} time={sayLength(credit.creditedTotalMs, lang)} />
          {whole}
          <section aria-labelledby="lessons" className="mt-2 flex flex-col gap-3">
            <h2 id="lessons" className="text-title font-bold">
              {say(progressWords.lessons)}
            </h2>
            <ul className="flex flex-col gap-3">
              {credit.lessons.map((lesson) => (
                <LessonRow key={lesson.ordinal} lesson={lesson} />
              ))}
            </ul>
          </section>
          <section aria-labelledby="hours" className="mt-2 flex flex-col gap-3">
            <h2 id="hours" className="text-title font-bold">
              {say(progressWords.hours)}
            </h2>
            <p className="text-ink-2">{say(progressWords.hoursWhy)}</p>
            {credit.classHours.length === 0 ? (
              <p className="text-ink-2">{say(progressWords.none)}</p>
            ) : (
              <ul className="flex flex-col gap-3">
                {credit.classHours.map((hour) => (
                  <ClassHourRow
                    key={hour.number}
                    hour={hour}
                    photographOrdinal={findHourLesson(credit.lessons, hour.number, hour.lengthMs)}
                    canGrow={credit.lessons.some(({ completed }) => !completed)}
                  />
                ))}
              </ul>
            )}
          </section>
          <section className="flex flex-col gap-2">
            <LinkButton kind="second" to="/photos" icon="camera">
              {say(progressWords.toPhotos)}
            </LinkButton>
            <LinkButton kind="second" outside to="/study/evidence" icon="file" download>
              {say(progressWords.download)}
            </LinkButton>
            <p className="text-note text-ink-2">{say(progressWords.downloadFix)}</p>
          </section>
        </>
      )}
    </Page>
  );
}
