import type { LoaderFunctionArgs } from '@remix-run/node';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { workbookHeaders, writeWorkbook } from '../reporting/write-workbook.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { listPlaces } from '../training/targets/place-names.ts';
import { readOccupations } from '../training/targets/read-occupations.server.ts';
import { readTargetArea, readTargets } from '../training/targets/read-targets.server.ts';
import { targetsSheet, templateSheets } from '../training/targets/target-sheet.ts';
import { answer } from './answer.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** Targets as .xlsx: the template, and those of a year with what was recognised. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, ['bureau', 'reviewer', 'inspector', 'auditor']);
    const asked = new URL(args.request.url).searchParams.get('year') ?? '';
    const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(chinaDay(readClock().wallMs).slice(0, 4));
    const occupations = await readOccupations(sql);
    if (args.params['file'] === 'template.xlsx') {
      const places = listPlaces(await readTargetArea(sql, session));
      const body = await writeWorkbook(templateSheets(places, occupations, year));
      return new Response(new Uint8Array(body), { headers: workbookHeaders('目标模板.xlsx') });
    }
    if (args.params['file'] !== 'targets.xlsx') throw new Refusal('not_found');
    const body = await writeWorkbook([targetsSheet(await readTargets(sql, session, year), occupations)]);
    return new Response(new Uint8Array(body), { headers: workbookHeaders(`目标-${year}.xlsx`) });
  });
