import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Refusal } from '../platform/refusal.ts';
import { refusalWords } from '../platform/words.ts';
import { askProof, openProof } from '../training/proof/find-proof.server.ts';
import { paperWords } from '../training/proof/paper-words.ts';
import { AskProofPage, PublicProofPage, type AskFault } from '../training/proof/public-page.tsx';
import { answer } from './answer.server.ts';

const faultCodes = ['proof_unknown', 'proof_wait'] as const;

/** What became of a question: words and their status; anything else is the page's own error. */
function sayFault(error: unknown, number: string) {
  if (!(error instanceof Refusal)) throw error;
  const code = faultCodes.find((one) => one === error.code);
  if (!code) throw error;
  const { say, fix } = refusalWords[code];
  const field = error.facts['field'];
  const fault: AskFault =
    field === 'number'
      ? { field, say: paperWords.numberWrong, fix }
      : field === 'lastFour'
        ? { field, say: paperWords.lastFourWrong, fix }
        : { field: null, say, fix };
  return data({ proof: null, number, fault }, { status: fault.field === null ? error.status : 422 });
}

/** Open to everybody: with the code of the paper the proof itself, without it the question. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const number = args.params['number']?.slice(0, 40) ?? '';
    const token = new URL(args.request.url).searchParams.get('k');
    if (token === null) return { proof: null, number, fault: null };
    try {
      return { proof: await openProof(args.context.house, { number, token }), number: '', fault: null };
    } catch (error) {
      return sayFault(error, number);
    }
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { house, address } = args.context;
    const form = await args.request.formData();
    const asked = {
      number: String(form.get('number') ?? '').slice(0, 40),
      lastFour: String(form.get('lastFour') ?? '').slice(0, 8),
    };
    try {
      const proof = await askProof(house, asked, address, Date.now());
      return { proof, number: '', fault: null };
    } catch (error) {
      return sayFault(error, asked.number);
    }
  });

export default function ProofRoute() {
  const seen = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? seen;
  if (told.proof) return <PublicProofPage proof={told.proof} />;
  return <AskProofPage number={told.number} fault={told.fault} />;
}
