import type { LoaderFunctionArgs } from '@remix-run/node';
import { readClock } from '../platform/clock.server.ts';
import { openExport } from '../training/exports/open-export.server.ts';
import { answer } from './answer.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** A file that the worker wrote, for whoever asked for it. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['clerk', 'teacher', 'bureau', 'inspector']);
    const { body, headers } = await openExport(
      args.context.house,
      session,
      args.params['exportId'] ?? '',
      readClock(),
    );
    return new Response(body, { headers });
  });
