import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BoardPage } from '../reporting/board-page.tsx';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { arrangeBoard, readBoardView } from '../training/board/arrange-board.ts';
import { readBoard } from '../training/board/read-board.server.ts';
import { requireOwnClass } from '../training/own-class.server.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { classReaders, openDesk } from './open-desk.server.ts';

/** The board of a class, for its clerks, teachers, bureau and whoever inspects. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, role, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const all = await readBoard(sql, own, Date.now());
    await noteLook(args, session, { kind: 'board', classId: own.id });
    const view = readBoardView(new URL(args.request.url).searchParams);
    return { desk, role, own, all, view, rows: arrangeBoard(all, view) };
  });

export default function DeskClassBoard() {
  const { desk, role, own, all, view, rows } = useLoaderData<typeof loader>();
  return (
    <ClassFrame desk={desk} own={own}>
      <BoardPage classId={own.id} role={role} rows={rows} all={all} view={view} />
    </ClassFrame>
  );
}
