import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { ReportsPage } from '../reporting/reports-page.tsx';
import { chinaDay } from '../training/class-day.ts';
import { makeReport } from '../training/targets/make-report.ts';
import { choosePeriod } from '../training/targets/period.ts';
import { readRecognised } from '../training/targets/read-recognised.server.ts';
import { periodKindWords, reportWords, sayTargets } from '../training/targets/targets-words.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { openDesk } from './open-desk.server.ts';

/** The report of a month, a quarter, half a year or a year (P110), of a bureau's area or of all places. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['bureau', 'reviewer', 'inspector', 'auditor']);
    const today = chinaDay(readClock().wallMs);
    const period = choosePeriod(new URL(args.request.url).searchParams, today);
    const rows = await readRecognised(args.context.house.sql, session, period);
    return { desk, thisYear: Number(today.slice(0, 4)), report: makeReport(rows, period) };
  });

export default function DeskReports() {
  const say = useWords();
  const { desk, report, thisYear } = useLoaderData<typeof loader>();
  const { period } = report;
  const title = `${say(reportWords.title)} · ${say(periodKindWords[period.kind])} · ${say(sayTargets.period(period))}`;
  return (
    <DeskPage desk={desk} title={title}>
      <ReportsPage report={report} thisYear={thisYear} />
    </DeskPage>
  );
}
