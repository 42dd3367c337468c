import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TestSession } from './test-session.client.ts';
import { firstTestView, type TestView } from './test-view.ts';

const nothing = () => () => undefined;
const first = () => firstTestView;

/** Runs the window of one test for as long as the page shows it; an open paper is gone on with at once. */
export function useTestSession(
  classId: string,
  isOpen: boolean,
): { session: TestSession | null; view: TestView } {
  const [session, setSession] = useState<TestSession | null>(null);
  useEffect(() => {
    let made: TestSession | null = null;
    let gone = false;
    void import('./test-session.client.ts').then(({ TestSession }) => {
      if (gone) return;
      made = new TestSession(classId);
      setSession(made);
      if (isOpen) void made.open(false);
    });
    return () => {
      gone = true;
      made?.destroy();
    };
    // Whether a paper was open when the page came; what it becomes afterwards is the session's own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [classId]);
  const view = useSyncExternalStore(
    session?.subscribe ?? nothing,
    () => session?.view ?? firstTestView,
    first,
  );
  return { session, view };
}
