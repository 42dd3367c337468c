import type { LoaderFunctionArgs } from '@remix-run/node';
import { Refusal } from '../platform/refusal.ts';
import { workbookHeaders, writeWorkbook } from '../reporting/write-workbook.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { faultySheet, templateSheets } from '../training/roster/roster-sheet.ts';
import { readChecked } from '../training/roster/work-on-roster.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** Files of a roster as .xlsx: the template, and the rows that the clerk still has to correct. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['clerk']);
    const { id } = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    const { file } = args.params;
    if (file === 'template.xlsx') {
      const body = await writeWorkbook(templateSheets());
      return new Response(new Uint8Array(body), { headers: workbookHeaders('名单模板.xlsx') });
    }
    const read = file === 'to-correct.xlsx' ? await readChecked(house, session, id) : null;
    if (!read) throw new Refusal('not_found');
    const count = read.checked.filter(({ faults }) => faults.length > 0).length;
    await noteLook(args, session, { kind: 'roster', classId: id, count });
    const body = await writeWorkbook([faultySheet(read.checked)]);
    return new Response(new Uint8Array(body), { headers: workbookHeaders('要改的行.xlsx') });
  });
