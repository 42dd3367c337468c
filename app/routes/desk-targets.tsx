import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { TargetsPage } from '../reporting/targets-page.tsx';
import { chinaDay } from '../training/class-day.ts';
import { compareSums } from '../training/targets/compare-sums.ts';
import { listPlaces } from '../training/targets/place-names.ts';
import { readOccupations } from '../training/targets/read-occupations.server.ts';
import { readTargetArea, readTargets, readTargetYears } from '../training/targets/read-targets.server.ts';
import { targetWords } from '../training/targets/targets-words.ts';
import {
  targetFormBytesMax,
  workOnTargets,
  type TargetsDone,
} from '../training/targets/work-on-targets.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** Targets of a year against what was recognised: of a bureau's area, of all places to the provincial office and inspectors. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, ['bureau', 'reviewer', 'inspector', 'auditor']);
    const { searchParams } = new URL(args.request.url);
    const thisYear = Number(chinaDay(readClock().wallMs).slice(0, 4));
    const asked = searchParams.get('year') ?? '';
    const year = /^20\d\d$/.test(asked) ? Number(asked) : thisYear;
    const [targets, years, occupations, prefix] = await Promise.all([
      readTargets(sql, session, year),
      readTargetYears(sql, session, thisYear),
      readOccupations(sql),
      readTargetArea(sql, session),
    ]);
    const stored = searchParams.get('stored') ?? '';
    return {
      ...{ desk, year, years, targets, occupations },
      sums: compareSums(targets),
      places: session.role === 'bureau' ? listPlaces(prefix) : [],
      isBureau: session.role === 'bureau',
      edited: targets.find(({ id }) => id === searchParams.get('change')) ?? null,
      stored: /^\d{1,4}$/.test(stored) ? Number(stored) : null,
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['bureau']);
    let done: TargetsDone | null = null;
    let year = new URL(args.request.url).searchParams.get('year') ?? '';
    const told = await answerForm(async () => {
      const { headers } = args.request;
      if (!(Number(headers.get('Content-Length') ?? Infinity) <= targetFormBytesMax))
        throw new Refusal('target_file', { field: 'file', fault: 'too_large', row: 0 });
      const form = await args.request.formData();
      year = String(form.get('fromYear') ?? year);
      done = await workOnTargets(args.context.house.sql, session, form, readClock());
    });
    if (told) return told;
    const { faults, stored }: TargetsDone = done ?? { stored: 0, sums: [], faults: [] };
    if (faults.length > 0) return data({ faults: faults.slice(0, 50) }, { status: 422 });
    throw redirect(`/desk/targets?${/^20\d\d$/.test(year) ? `year=${year}&` : ''}stored=${stored}`);
  });

export const shouldRevalidate = () => true;

export default function DeskTargets() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <DeskPage desk={desk} title={`${say(targetWords.title)} · ${page.year}`}>
      <TargetsPage
        {...page}
        told={told && 'refused' in told ? told : null}
        faults={told && 'faults' in told ? told.faults : []}
      />
    </DeskPage>
  );
}
