import type { LoaderFunctionArgs } from '@remix-run/node';
import { readClock } from '../platform/clock.server.ts';
import { openExport } from '../training/exports/open-export.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** A file that the worker wrote, for whoever asked for it. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor']);
    const { body, headers, rows } = await openExport(
      args.context.house,
      session,
      args.params['exportId'] ?? '',
      readClock(),
    );
    await noteLook(args, session, { kind: 'export_file', count: rows });
    return new Response(body, { headers });
  });
