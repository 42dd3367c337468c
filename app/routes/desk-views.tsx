import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { lookKinds } from '../identity/looks/look-kinds.ts';
import { lookWords } from '../identity/looks/look-words.ts';
import { LooksPage } from '../identity/looks/looks-page.tsx';
import { looksShown, readLooks, type LookFilter } from '../identity/looks/read-looks.server.ts';
import { viewerRoles } from '../identity/looks/viewer-roles.ts';
import { readPost } from '../identity/staff/read-post.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { openDesk } from './open-desk.server.ts';

const day = z.iso.date();

/** The filter in the address; what cannot be read narrows nothing. */
function readFilter(search: URLSearchParams): LookFilter {
  const before = Number(search.get('after') ?? NaN);
  return {
    q: (search.get('q') ?? '').trim().slice(0, 30),
    kind: lookKinds.find((one) => one === search.get('kind')) ?? null,
    role: viewerRoles.find((one) => one === search.get('role')) ?? null,
    from: day.safeParse(search.get('from')).data ?? null,
    to: day.safeParse(search.get('to')).data ?? null,
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}

/** Who looked at learners' data: of the own institution, of the area, of all. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, ['head', 'bureau', 'auditor']);
    const filter = readFilter(new URL(args.request.url).searchParams);
    const found = await readLooks(sql, await readPost(sql, session.personId), filter);
    const looks = found.slice(0, looksShown);
    const next = found.length > looksShown ? String(looks.at(-1)?.seq) : null;
    return { desk, filter, looks, next };
  });

export default function DeskViews() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  return (
    <DeskPage desk={desk} title={say(lookWords.title)}>
      <LooksPage {...page} />
    </DeskPage>
  );
}
