import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { requireRole } from '../identity/guards.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { contestPicture } from '../presence/review/contest-picture.server.ts';
import { PhotosPage, type PhotosShown } from '../presence/snapshot/photos-page.tsx';
import { markAnswersSeen, readOwnPhotographs } from '../presence/snapshot/read-own-photographs.server.ts';
import { chinaDay, chinaTime } from '../training/class-day.ts';
import { answer } from './answer.server.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A learner's own photographs, with what was seen on them and answered about them. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async (): Promise<PhotosShown> => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const { referenceId, photographs } = await readOwnPhotographs(house, personId);
    return {
      learnerId: personId,
      referenceId,
      photographs: photographs.map((one) => ({
        ...one,
        day: chinaDay(one.takenMs),
        time: chinaTime(one.takenMs),
      })),
    };
  });

/** 不对,请老师再看: in her own words, or none. And that she has seen the answers that are on the page. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const form = await args.request.formData();
    const seen = form.getAll('seen').map(String);
    if (seen.length > 0) {
      const caseIds = seen.filter((id) => uuid.test(id));
      await markAnswersSeen(house, personId, caseIds, readClock().wallMs);
      return null;
    }
    const subjectId = String(form.get('id') ?? '');
    if (!uuid.test(subjectId)) throw new Refusal('not_found');
    const words = String(form.get('words') ?? '');
    await contestPicture(house, personId, { subjectKind: 'snapshot', subjectId, words }, readClock());
    throw redirect('/photos');
  });

export default function PhotosRoute() {
  const photos = useLoaderData<typeof loader>();
  const { submit } = useFetcher();
  const seen = photos.photographs.flatMap(({ answer: given }) => (given?.isNew ? [given.caseId] : [])).join();
  useEffect(() => {
    if (seen === '') return;
    const form = new FormData();
    for (const caseId of seen.split(',')) form.append('seen', caseId);
    submit(form, { method: 'post' });
  }, [seen, submit]);
  return <PhotosPage photos={photos} />;
}
