import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { ProgressPage } from '../study/progress-page.tsx';
import { readCredit } from '../study/read-credit.server.ts';
import { OwnHoursPart } from '../training/proof/own-hours.tsx';
import { readOwnHours } from '../training/proof/read-own-hours.server.ts';
import { readOwnVouchers } from '../training/subsidy/read-vouchers.server.ts';
import { sayOwnVoucher } from '../training/subsidy/subsidy-words.ts';
import { answer } from './answer.server.ts';

/** A learner's own record, what her class comes to, and her training vouchers. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const [credit, vouchers] = await Promise.all([
      readCredit(house, personId),
      readOwnVouchers(house.sql, personId),
    ]);
    return { credit, vouchers, own: await readOwnHours(house.sql, personId, credit) };
  });

export default function ProgressRoute() {
  const { credit, vouchers, own } = useLoaderData<typeof loader>();
  return (
    <ProgressPage
      credit={credit}
      vouchers={vouchers.map(({ number, state }) => sayOwnVoucher(number, state))}
      whole={own && <OwnHoursPart own={own} />}
    />
  );
}
