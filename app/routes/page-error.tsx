import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { refusalStatus, type RefusalCode } from '../platform/refusal.ts';
import { studyRefusalWords } from '../platform/study-refusal-words.ts';
import type { Words } from '../platform/words.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import { useWords } from '../ui/frame.tsx';
import { uiWords } from '../ui/words.ts';

/** What the server said: a code of the closed table, and the words for it. */
type Told = { refused: RefusalCode; say: Words; fix: Words };

/** What a loader refused with, or null; an unknown address says nothing of its own and is `not_found`. */
function readRefusal(error: unknown): Told | null {
  if (!isRouteErrorResponse(error)) return null;
  const told = error.data as Partial<Told> | null;
  if (told?.refused && told.refused in refusalStatus && told.say && told.fix) return told as Told;
  const isUnknown = error.status === 404 || error.status === 405;
  return isUnknown ? { refused: 'not_found', ...studyRefusalWords.not_found } : null;
}

/** Any error of any page in plain words. What was refused leads home; what may pass is asked again, with `children` meanwhile. */
export function PageError({ children }: { children?: ReactNode }) {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const say = useWords();
  const refusal = readRefusal(error);
  const code = refusal?.refused ?? null;
  const words = refusal ?? { say: uiWords.troubleSay, fix: uiWords.troubleFix };
  const mayPass = code === null || refusalStatus[code] === 503 || refusalStatus[code] === 429;
  return (
    <ErrorPage
      icon={code === 'not_found' ? 'info' : code === 'forbidden' ? 'lock' : mayPass ? 'clock' : 'warn'}
      say={say(words.say)}
      fix={say(words.fix)}
      button={say(mayPass ? uiWords.retry : uiWords.home)}
      to={mayPass ? pathname + search : '/'}
      reload={mayPass}
    >
      {mayPass && children}
    </ErrorPage>
  );
}
