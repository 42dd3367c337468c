import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CataloguePage } from '../catalogue/public/catalogue-page.tsx';
import { readCatalogue } from '../catalogue/public/read-catalogue.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { answer } from './answer.server.ts';

/** Open to everybody. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, () => readCatalogue(args.context.house.sql, readClock()));

export default function CatalogueRoute() {
  return <CataloguePage catalogue={useLoaderData<typeof loader>()} />;
}
