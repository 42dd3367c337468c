import type { LoaderFunctionArgs } from '@remix-run/node';
import { readClock } from '../platform/clock.server.ts';
import { exportSubsidy } from '../reporting/export-subsidy.server.ts';
import { workbookHeaders } from '../reporting/write-workbook.server.ts';
import { countClasses } from '../training/subsidy/show-batch.server.ts';
import { answer } from './answer.server.ts';
import { readFrame } from './frame-cookies.server.ts';
import { noteLook } from './note-look.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** A completed list as a workbook, for the finance bureau (P081). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, ['bureau', 'inspector', 'auditor']);
    const batchId = args.params['batchId'] ?? '';
    const { lang } = readFrame(args.request);
    const { body, fileName } = await exportSubsidy(sql, session, batchId, lang, readClock());
    for (const { classId, count } of await countClasses(sql, batchId))
      await noteLook(args, session, { kind: 'subsidy_file', classId, count });
    return new Response(new Uint8Array(body), { headers: workbookHeaders(fileName) });
  });
