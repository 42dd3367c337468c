import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { requireRole } from '../identity/guards.server.ts';
import { readConsent } from '../identity/read-consent.server.ts';
import { readFaceStanding } from '../identity/read-face-standing.server.ts';
import { EnrolPage, type EnrolShown } from '../presence/check/enrol-page.tsx';
import { readInstitution } from '../training/read-institution.server.ts';
import { answer } from './answer.server.ts';

/** How often it is asked whether the teacher has confirmed. */
const askAgainMs = 10_000;

/** How the learner's enrolment stands. Nothing is taken before she has agreed. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async (): Promise<EnrolShown> => {
    const { house, session } = args.context;
    const { personId, institutionId } = requireRole(session, 'learner');
    const [{ isCurrent }, standing, institution] = await Promise.all([
      readConsent(house.sql, personId),
      readFaceStanding(house.sql, personId),
      readInstitution(house.db, institutionId),
    ]);
    if (!isCurrent) throw redirect('/consent');
    return { standing, learnerId: personId, phone: institution?.phone ?? '' };
  });

export default function FaceRoute() {
  const enrol = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const waits = enrol.standing.waitingId !== null;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(revalidate, askAgainMs);
    return () => clearInterval(timer);
  }, [waits, revalidate]);
  return <EnrolPage enrol={enrol} onTaken={revalidate} />;
}
