import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportHours } from '../reporting/export-hours.server.ts';
import { workbookHeaders } from '../reporting/write-workbook.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { proofWords } from '../training/proof/proof-words.ts';
import { answer } from './answer.server.ts';
import { readFrame } from './frame-cookies.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, requireDesk } from './open-desk.server.ts';

/** The recognised hours of a class as a workbook, for those whom the class concerns. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const { lang } = readFrame(args.request);
    const file = await exportHours(sql, own, lang);
    await noteLook(args, session, { kind: 'proofs', classId: own.id });
    const name = `${own.title}-${proofWords.title[lang]}-${chinaDay(Date.now())}.xlsx`;
    return new Response(new Uint8Array(file), { headers: workbookHeaders(name) });
  });
