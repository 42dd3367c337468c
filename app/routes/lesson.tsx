import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { LessonPage, type LessonShown } from '../study/lesson-page.tsx';
import { readCredit } from '../study/read-credit.server.ts';
import { answer } from './answer.server.ts';

/** One lesson of the learner's own course. Whether it may be studied is decided when its lease is opened. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async (): Promise<LessonShown> => {
    const { house, session } = args.context;
    const { enrolmentId, lessons, classHours } = await readCredit(
      house,
      requireRole(session, 'learner').personId,
    );
    if (enrolmentId === null) throw new Refusal('not_enrolled');
    const lesson = lessons.find(({ ordinal }) => String(ordinal) === args.params.ordinal);
    if (!lesson) throw new Refusal('not_found');
    const { ordinal, title, durationMs, provenMs, waitingMs, withheld } = lesson;
    return {
      ...{ enrolmentId, ordinal, title, durationMs, provenMs, withheld },
      frontierMs: provenMs + waitingMs,
      hasNext: lessons.some((other) => other.ordinal === ordinal + 1),
      hourWaits: classHours.some((hour) => hour.missing === 'photograph'),
    };
  });

export default function LessonRoute() {
  const lesson = useLoaderData<typeof loader>();
  return <LessonPage key={lesson.ordinal} lesson={lesson} />;
}
