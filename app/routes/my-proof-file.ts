import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireRole } from '../identity/guards.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { readProofFileOf } from '../training/proof/read-printed.server.ts';
import { answer } from './answer.server.ts';

/** A learner's newest proof with its signature, for whoever verifies it without us. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house, session } = args.context;
    const { personId } = requireRole(session, 'learner');
    const found = await readProofFileOf(house, personId);
    if (!found) throw new Refusal('not_found');
    return new Response(`${JSON.stringify(found.file)}\n`, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${found.number}.json"`,
        'Cache-Control': 'private, no-store',
      },
    });
  });
