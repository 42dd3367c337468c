import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { requirePerson } from '../identity/guards.server.ts';
import { readFaceNeed } from '../presence/read-face-need.server.ts';
import { countAnswers } from '../presence/snapshot/read-own-photographs.server.ts';
import { HomePage } from '../study/home-page.tsx';
import { keepHome, readKeptHome } from '../study/kept-home.client.ts';
import { homeWords } from '../study/page-words.ts';
import { readHome } from '../study/read-home.server.ts';
import { sayLength } from '../study/say-time.ts';
import { countUnread } from '../training/notices/read-notices.server.ts';
import { findSurvey } from '../training/survey/answer-survey.server.ts';
import { useFrame, useWords } from '../ui/frame.tsx';
import { TimeCount } from '../ui/progress.tsx';
import { answer } from './answer.server.ts';
import { PageError } from './page-error.tsx';

/** How often a lesson that is being prepared is asked about. */
const askAgainMs = 5_000;

/** A learner's home; every other role has its desk. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { context } = args;
    const { house } = context;
    const session = requirePerson(context.session);
    if (session.role !== 'learner') throw redirect('/desk');
    const { personId } = session;
    const [home, need, answers, survey, notices] = await Promise.all([
      readHome(house, personId),
      readFaceNeed(house, session, Date.now()),
      countAnswers(house, personId),
      findSurvey(house.sql, personId, Date.now()),
      countUnread(house.sql, personId),
    ]);
    return { home, need, answers, notices, surveyOf: survey?.classId ?? null };
  });

export default function HomeRoute() {
  const { home, need, answers, notices, surveyOf } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const preparing = home.next !== null && !home.next.ready;
  useEffect(() => keepHome(home.creditedTotalMs), [home.creditedTotalMs]);
  useEffect(() => {
    if (!preparing) return;
    const timer = setInterval(revalidate, askAgainMs);
    return () => clearInterval(timer);
  }, [preparing, revalidate]);
  return <HomePage {...{ home, need, answers, notices, surveyOf }} onCheck={revalidate} />;
}

/** Home cannot be opened: what was last known is still said. */
export function ErrorBoundary() {
  const say = useWords();
  const { lang } = useFrame();
  const [keptMs, setKeptMs] = useState<number | null>(null);
  useEffect(() => setKeptMs(readKeptHome()?.creditedTotalMs ?? null), []);
  return (
    <PageError>
      {keptMs !== null && <TimeCount big label={say(homeWords.lastKnown)} time={sayLength(keptMs, lang)} />}
    </PageError>
  );
}
