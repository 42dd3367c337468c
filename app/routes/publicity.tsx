import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { PublicitiesPage } from '../training/subsidy/publicities-page.tsx';
import { readPublicities } from '../training/subsidy/read-publicity.server.ts';
import { answer } from './answer.server.ts';

/** Open to everybody: the lists of subsidies that are published (P080). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => readPublicities(args.context.house.sql, readClock()));

export default function PublicityRoute() {
  return <PublicitiesPage publicities={useLoaderData<typeof loader>()} />;
}
