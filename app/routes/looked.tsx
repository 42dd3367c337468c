import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { OwnLooksPage } from '../identity/looks/own-looks-page.tsx';
import { looksShown, readOwnLooks } from '../identity/looks/read-looks.server.ts';
import { answer } from './answer.server.ts';

/** Who looked at a learner's data: her own page of the log. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const before = Number(new URL(args.request.url).searchParams.get('before') ?? NaN);
    const found = await readOwnLooks(house.sql, personId, Number.isSafeInteger(before) ? before : null);
    const looks = found.slice(0, looksShown);
    return { looks, next: found.length > looksShown ? (looks.at(-1)?.seq ?? null) : null };
  });

export default function Looked() {
  return <OwnLooksPage {...useLoaderData<typeof loader>()} />;
}
