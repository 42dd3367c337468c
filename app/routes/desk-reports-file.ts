import type { LoaderFunctionArgs } from '@remix-run/node';
import { readClock } from '../platform/clock.server.ts';
import { workbookHeaders, writeWorkbook } from '../reporting/write-workbook.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { makeReport } from '../training/targets/make-report.ts';
import { choosePeriod } from '../training/targets/period.ts';
import { readRecognised } from '../training/targets/read-recognised.server.ts';
import { reportFileName, reportSheets } from '../training/targets/report-sheet.ts';
import { answer } from './answer.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** A report as .xlsx (P110): the figures of the page, from the same results. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['bureau', 'reviewer', 'inspector', 'auditor']);
    const today = chinaDay(readClock().wallMs);
    const period = choosePeriod(new URL(args.request.url).searchParams, today);
    const report = makeReport(await readRecognised(args.context.house.sql, session, period), period);
    const body = await writeWorkbook(reportSheets(report));
    return new Response(new Uint8Array(body), { headers: workbookHeaders(reportFileName(report)) });
  });
