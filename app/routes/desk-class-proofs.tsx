import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { refusalWords } from '../platform/words.ts';
import { ClassFrame } from '../reporting/class-frame.tsx';
import { requireOwnClass } from '../training/own-class.server.ts';
import { proofWords } from '../training/proof/proof-words.ts';
import { ProofsPage } from '../training/proof/proofs-page.tsx';
import { showProofs } from '../training/proof/show-proofs.server.ts';
import { workOnProofs } from '../training/proof/work-on-proofs.server.ts';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, classReaders, openDesk, requireDesk } from './open-desk.server.ts';

/** Recognised hours of a class and its study proofs (P001, P007, P033). */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, classReaders);
    const own = await requireOwnClass(sql, session, args.params['classId'] ?? '');
    const seen = await showProofs(sql, session, own, readClock());
    await noteLook(args, session, { kind: 'proofs', classId: own.id });
    const done = new URL(args.request.url).searchParams.get('done');
    return { desk, own, seen, done };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['clerk', 'bureau']);
    const own = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    let issued: number | null = null;
    const told = await answerForm(async () => {
      ({ issued } = await workOnProofs(house, session, own.id, await args.request.formData(), readClock()));
    });
    if (told) return told;
    throw redirect(`/desk/classes/${own.id}/proofs?done=${issued === 0 ? 'none' : 'yes'}`);
  });

/** After a refusal too: hours may have come or gone meanwhile. */
export const shouldRevalidate = () => true;

export default function DeskClassProofs() {
  const say = useWords();
  const { desk, own, seen, done } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  const words = told && refusalWords[told.refused];
  return (
    <ClassFrame desk={desk} own={own}>
      {words && (
        <Notice tone="warn" title={say(words.say)} live>
          {say(words.fix)}
          {words.why && <p className="text-table">{say(words.why)}</p>}
        </Notice>
      )}
      {!told && done !== null && (
        <Notice
          tone={done === 'none' ? 'info' : 'ok'}
          title={say(done === 'none' ? proofWords.doneNone : proofWords.done)}
          live
        />
      )}
      <ProofsPage classId={own.id} seen={seen} wrongField={told?.field ?? null} />
    </ClassFrame>
  );
}
