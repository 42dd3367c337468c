import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { QuotasPage } from '../reporting/quotas-page.tsx';
import { readInstitutions } from '../training/application/set-standing.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { areaPrefix } from '../training/covers-place.ts';
import { readOccupations } from '../training/targets/read-occupations.server.ts';
import { quotaWords } from '../training/targets/quota/quota-words.ts';
import { quotaWire } from '../training/targets/quota/quota.wire.ts';
import { readQuotas } from '../training/targets/quota/read-quotas.server.ts';
import { liftQuota, setQuota } from '../training/targets/quota/set-quota.server.ts';
import { listPlaces, namePlace } from '../training/targets/place-names.ts';
import { readBureau } from '../training/targets/read-bureau.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The subsidised places of a year in a bureau's area, and the form that sets them (P041). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, ['bureau']);
    const now = readClock();
    const { searchParams } = new URL(args.request.url);
    const asked = searchParams.get('year') ?? '';
    const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(chinaDay(now.wallMs).slice(0, 4));
    const [quotas, institutions, occupations, bureau] = await Promise.all([
      readQuotas(sql, session, year),
      readInstitutions(sql, session, now),
      readOccupations(sql),
      readBureau(sql, session),
    ]);
    const areas = listPlaces(areaPrefix(bureau.placeCode));
    const known = areas.some(({ placeCode }) => placeCode === bureau.placeCode);
    const own = { placeCode: bureau.placeCode, name: namePlace(bureau.placeCode) };
    return {
      ...{ desk, year, quotas, occupations, areaCode: bureau.placeCode },
      areas: known ? areas : [own, ...areas],
      institutions: institutions.map(({ id, name }) => ({ id, name })),
      isStored: searchParams.has('stored'),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['bureau']);
    const { sql } = args.context.house;
    const { searchParams } = new URL(args.request.url);
    let year = searchParams.get('year') ?? '';
    const told = await answerForm(async () => {
      const read = quotaWire.safeParse(Object.fromEntries(await args.request.formData()));
      if (!read.success)
        throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
      if (read.data.intent === 'lift') return liftQuota(sql, session, read.data.quotaId, readClock());
      year = String(read.data.year);
      return setQuota(sql, session, read.data, readClock());
    });
    if (told) return told;
    throw redirect(`/desk/quotas?${/^20\d\d$/.test(year) ? `year=${year}&` : ''}stored`);
  });

export const shouldRevalidate = () => true;

export default function DeskQuotas() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <DeskPage desk={desk} title={`${say(quotaWords.title)} · ${page.year}`}>
      <QuotasPage told={told} {...page} />
    </DeskPage>
  );
}
