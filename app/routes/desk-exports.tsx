import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { z } from 'zod';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { sayMoment } from '../reporting/say-moment.ts';
import {
  askExport,
  cancelExport,
  exportKindsOf,
  readExports,
} from '../training/exports/ask-export.server.ts';
import { exportKinds } from '../training/exports/export-kinds.ts';
import { exportWords } from '../training/exports/export-words.ts';
import { ExportsPage } from '../training/exports/exports-page.tsx';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { readFrame } from './frame-cookies.server.ts';
import { openDesk, requireDesk } from './open-desk.server.ts';

const roles = ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'] as const;
const workWire = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask'), kind: z.enum(exportKinds) }),
  z.object({ intent: z.literal('cancel'), export: z.uuid() }),
]);
/** How often a file that is being written is asked about. */
const askAgainMs = 2_000;

/** The files somebody asked for; nobody else's. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, roles);
    const exports = await readExports(args.context.house.sql, session);
    return { desk, exports, kinds: exportKindsOf(session.role) };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, roles);
    const { house } = args.context;
    const read = workWire.safeParse(Object.fromEntries(await args.request.formData()));
    if (!read.success) throw new Refusal('bad_shape', { field: 'intent' });
    if (read.data.intent === 'cancel') await cancelExport(house, session, read.data.export);
    else {
      const { lang } = readFrame(args.request);
      await askExport(house.sql, session, { kind: read.data.kind, lang }, readClock());
    }
    throw redirect('/desk/exports');
  });

export default function DeskExports() {
  const say = useWords();
  const { desk, exports, kinds } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const isWritten = exports.some(({ state }) => state === 'waiting' || state === 'working');
  useEffect(() => {
    if (!isWritten) return;
    const timer = setInterval(revalidate, askAgainMs);
    return () => clearInterval(timer);
  }, [isWritten, revalidate]);
  return (
    <DeskPage desk={desk} title={say(exportWords.title)}>
      <ExportsPage exports={exports} kinds={kinds} sayAt={sayMoment} />
    </DeskPage>
  );
}
