import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { OccupationPage } from '../catalogue/public/occupation-page.tsx';
import { readOccupation } from '../catalogue/public/read-occupation.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { answer } from './answer.server.ts';

/** Open to everybody; an occupation without an approved lesson is not there. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => readOccupation(args.context.house.sql, args.params['occupationId'] ?? '', readClock()));

export default function CatalogueOccupation() {
  return <OccupationPage seen={useLoaderData<typeof loader>()} />;
}
