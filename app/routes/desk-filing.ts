import type { LoaderFunctionArgs } from '@remix-run/node';
import { readClock } from '../platform/clock.server.ts';
import { exportFiling } from '../presence/keeping/export-filing.server.ts';
import { writeFiling } from '../presence/keeping/write-filing.ts';
import { answer } from './answer.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** The facts of a filing as a file: CSV, or JSON when asked (`?as=json`). No person's data. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    requireDesk(args, ['reviewer', 'inspector', 'auditor']);
    const facts = await exportFiling(args.context.house.sql, readClock());
    const json = new URL(args.request.url).searchParams.get('as') === 'json';
    return new Response(json ? `${JSON.stringify(facts, null, 2)}\n` : writeFiling(facts), {
      headers: {
        'Content-Type': json ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="face-data-filing.${json ? 'json' : 'csv'}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  });
