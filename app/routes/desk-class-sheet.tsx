import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { SheetPage } from '../reporting/sheet-page.tsx';
import { requireOwnClass } from '../training/own-class.server.ts';
import { drawQr } from '../training/roster/draw-qr.ts';
import { readFirstCodes } from '../training/roster/first-codes.server.ts';
import { signInAddress } from '../training/roster/sign-in-address.ts';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { openDesk } from './open-desk.server.ts';

/** The sign-in sheet of a class, for its own clerks: whoever holds a code opens an account with it. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql, masterKey, env } = args.context.house;
    const { session, desk } = await openDesk(args, ['clerk']);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const codes = await readFirstCodes(sql, masterKey, session, own.id);
    await noteLook(args, session, { kind: 'sheet', classId: own.id });
    const address = signInAddress(args.request.url, env.secureCookies);
    return { desk, own, codes, address, qr: drawQr(address) };
  });

export default function DeskClassSheet() {
  const { desk, own, ...sheet } = useLoaderData<typeof loader>();
  return (
    <ClassFrame desk={desk} own={own}>
      <SheetPage classId={own.id} title={own.title} {...sheet} />
    </ClassFrame>
  );
}
