import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { refusalStatus, type RefusalCode } from '../platform/refusal.ts';
import { refusalWords, type Words } from '../platform/words.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import { useWords } from '../ui/frame.tsx';
import { uiWords } from '../ui/words.ts';

type Sentences = { say: Words; fix: Words };

/** The closed code a loader refused with; an unknown address has none and is `not_found`. */
function readCode(error: unknown): RefusalCode | null {
  if (!isRouteErrorResponse(error)) return null;
  const code = (error.data as { refused?: unknown } | null)?.refused;
  if (typeof code === 'string' && code in refusalStatus) return code as RefusalCode;
  return error.status === 404 || error.status === 405 ? 'not_found' : null;
}

/** Any error of any page in plain words. What was refused leads home; what may pass is asked again, with `children` meanwhile. */
export function PageError({ children }: { children?: ReactNode }) {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const say = useWords();
  const code = readCode(error);
  const words: Sentences = code ? refusalWords[code] : { say: uiWords.troubleSay, fix: uiWords.troubleFix };
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
