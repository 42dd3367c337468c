import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Refusal } from '../platform/refusal.ts';
import { PrintButton } from '../reporting/print-button.tsx';
import { requireOwnClass } from '../training/own-class.server.ts';
import { paperWords } from '../training/proof/paper-words.ts';
import { ProofPaper } from '../training/proof/proof-paper.tsx';
import { proofWords } from '../training/proof/proof-words.ts';
import { readPrinted } from '../training/proof/read-printed.server.ts';
import { useWords } from '../ui/frame.tsx';
import { Empty } from '../ui/states.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { requireDesk } from './open-desk.server.ts';

/** The proofs of a class on paper, for its own clerks: all that stand, or `?one` of an enrolment. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session } = requireDesk(args, ['clerk']);
    const own = await requireOwnClass(house.sql, session, args.params['classId'] ?? '');
    const { url } = args.request;
    const one = new URL(url).searchParams.get('one');
    const all = await readPrinted(house, { classId: own.id }, { requestUrl: url });
    const proofs = one === null ? all : all.filter(({ body }) => body.enrolmentId === one);
    if (one !== null && proofs.length === 0) throw new Refusal('not_found');
    await noteLook(args, session, { kind: 'proofs', classId: own.id });
    return { classId: own.id, proofs };
  });

export default function DeskClassProofsPrint() {
  const say = useWords();
  const { classId, proofs } = useLoaderData<typeof loader>();
  return (
    <div className="proof-screen text-desk">
      <main id="main" className="flex flex-col items-center gap-4 p-4">
        <h1 className="only-heard">{say(paperWords.title)}</h1>
        <div className="not-printed flex flex-wrap items-center gap-4">
          <Link
            to={`/desk/classes/${classId}/proofs`}
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {say(proofWords.title)}
          </Link>
          {proofs.length > 0 && <PrintButton label={say(paperWords.print)} />}
        </div>
        {proofs.length === 0 && <Empty icon="file" say={say(paperWords.none)} />}
        {proofs.map((proof) => (
          <ProofPaper key={proof.body.number} proof={proof} />
        ))}
      </main>
    </div>
  );
}
