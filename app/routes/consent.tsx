import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { consentVersion } from '../identity/consent-version.ts';
import { declineConsent } from '../identity/decline-consent.server.ts';
import { giveConsent } from '../identity/give-consent.server.ts';
import { requireRole } from '../identity/guards.server.ts';
import { readConsent } from '../identity/read-consent.server.ts';
import { withdrawConsent } from '../identity/withdraw-consent.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { ConsentPage, WithdrawPage } from '../identity/consent-page.tsx';
import { chinaDay } from '../training/class-day.ts';
import { readInstitution } from '../training/read-institution.server.ts';
import { answer } from './answer.server.ts';
import { useSending } from '../ui/use-sending.ts';

/** The notice about face data, and how the learner's own consent stands. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId, institutionId } = requireRole(session, 'learner');
    const [{ standing, isCurrent, atMs }, institution] = await Promise.all([
      readConsent(house.sql, personId),
      readInstitution(house.db, institutionId),
    ]);
    const day = atMs === null ? null : chinaDay(atMs);
    return { standing, isCurrent, day, version: consentVersion, phone: institution?.phone ?? '' };
  });

/** 同意, 去教室上, 收回: each noted with version, time and channel. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const form = await args.request.formData();
    const version = String(form.get('version') ?? '');
    const userAgent = args.request.headers.get('User-Agent') ?? '';
    const said = { version, channel: 'own_device', userAgent } as const;
    const now = readClock();
    switch (form.get('said')) {
      case 'agree':
        await giveConsent(house, personId, said, now);
        throw redirect('/face');
      case 'classroom':
        await declineConsent(house, personId, { ...said, version: consentVersion }, now);
        break;
      case 'withdraw':
        await withdrawConsent(house, personId, { ...said, version: consentVersion }, now);
    }
    throw redirect('/consent');
  });

export default function ConsentRoute() {
  const consent = useLoaderData<typeof loader>();
  const isSending = useSending();
  const [search] = useSearchParams();
  if (search.has('withdraw') && consent.standing === 'given') return <WithdrawPage busy={isSending()} />;
  return <ConsentPage consent={consent} isChanging={search.has('again')} busy={isSending()} />;
}
