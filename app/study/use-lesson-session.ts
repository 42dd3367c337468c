import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import type { LessonSession, LessonPlace } from './lesson-session.client.ts';
import { firstView, type LessonView } from './lesson-view.ts';

// What studies comes while the page is still being put together, not after.
if (typeof document !== 'undefined') void import('./lesson-session.client.ts').catch(() => undefined);

const nothing = () => () => undefined;
const first = () => firstView;

/**
 * Runs one lesson in `host` for as long as the page shows it. The player and all that studies come in a chunk of
 * their own, after the page stands.
 */
export function useLessonSession(
  host: RefObject<HTMLElement | null>,
  place: LessonPlace,
): { session: LessonSession | null; view: LessonView } {
  const [session, setSession] = useState<LessonSession | null>(null);
  const { enrolmentId, ordinal } = place;

  useEffect(() => {
    let made: LessonSession | null = null;
    let gone = false;
    void import('./lesson-session.client.ts').then(({ LessonSession }) => {
      if (gone || !host.current) return;
      made = new LessonSession(host.current, place);
      setSession(made);
      void made.open(false);
    });
    return () => {
      gone = true;
      made?.destroy();
    };
    // The words of the buttons follow the language of the page when the lesson is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [enrolmentId, ordinal, host]);

  const view = useSyncExternalStore(session?.subscribe ?? nothing, () => session?.view ?? firstView, first);
  return { session, view };
}
