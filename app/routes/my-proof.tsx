import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireRole } from '../identity/guards.server.ts';
import { OwnProofPage } from '../training/proof/own-proof-page.tsx';
import { readPrinted } from '../training/proof/read-printed.server.ts';
import { answer } from './answer.server.ts';

/** A learner's own proofs, as they are printed. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId: learnerId } = requireRole(session, 'learner');
    return { proofs: await readPrinted(house, { learnerId }, { requestUrl: args.request.url }) };
  });

export default function MyProof() {
  return <OwnProofPage proofs={useLoaderData<typeof loader>().proofs} />;
}
