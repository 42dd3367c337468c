import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { LessonPage, type LessonShown } from '../study/lesson-page.tsx';
import { readCredit } from '../study/read-credit.server.ts';
import { readInstitution } from '../training/read-institution.server.ts';
import { answer } from './answer.server.ts';

/** One lesson of the learner's own course. Whether it may be studied is decided when its lease is opened. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async (): Promise<LessonShown> => {
    const { house, session } = args.context;
    const { personId, institutionId } = requireRole(session, 'learner');
    const [{ enrolmentId, lessons, classHours }, institution] = await Promise.all([
      readCredit(house, personId),
      readInstitution(house.db, institutionId),
    ]);
    if (enrolmentId === null) throw new Refusal('not_enrolled');
    const lesson = lessons.find(({ ordinal }) => String(ordinal) === args.params.ordinal);
    if (!lesson) throw new Refusal('not_found');
    const { ordinal, title, durationMs, provenMs, waitingMs, withheld, isDemo } = lesson;
    return {
      ...{ enrolmentId, ordinal, title, durationMs, provenMs, withheld, isDemo },
      frontierMs: provenMs + waitingMs,
      hasNext: lessons.some((other) => other.ordinal === ordinal + 1),
      teacherPhone: institution?.phone ?? '',
      hourWaits: classHours.some((hour) => hour.missing === 'photograph'),
    };
  });

export default function LessonRoute() {
  const lesson = useLoaderData<typeof loader>();
  return <LessonPage key={lesson.ordinal} lesson={lesson} />;
}
