import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportBoard } from '../reporting/export-board.server.ts';
import { workbookHeaders } from '../reporting/write-workbook.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { readFrame } from './frame-cookies.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, requireDesk } from './open-desk.server.ts';

/** The board of a class as a workbook, for those whom the class concerns. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session } = requireDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const nowMs = Date.now();
    const { lang } = readFrame(args.request);
    const file = await exportBoard(sql, own, lang, nowMs);
    await noteLook(args, session, { kind: 'board_file', classId: own.id });
    return new Response(new Uint8Array(file), {
      headers: workbookHeaders(`${own.title}-${chinaDay(nowMs)}.xlsx`),
    });
  });
