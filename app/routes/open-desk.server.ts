import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { requirePerson } from '../identity/guards.server.ts';
import type { Session } from '../identity/read-session.server.ts';
import { Refusal, type RefusalCode } from '../platform/refusal.ts';
import { noteRefusal } from '../platform/watch/note-refusal.server.ts';
import { readDesk, type DeskSeen } from '../reporting/read-desk.server.ts';

export type DeskRole = DeskSeen['role'];

/** Whom classes concern: each sees those that `mayOwn` says. */
export const classReaders = ['clerk', 'head', 'teacher', 'bureau', 'inspector', 'auditor'] as const;

/** Somebody in one of these roles; learners have no desk. Throws what `requirePerson` throws, and `forbidden`. */
export function requireDesk(
  { context }: LoaderFunctionArgs,
  roles: readonly DeskRole[],
): { session: Session; role: DeskRole } {
  const session = requirePerson(context.session);
  const role = roles.find((one) => one === session.role);
  if (!role) throw new Refusal('forbidden');
  return { session, role };
}

/** The desk around a page, for somebody in one of these roles. */
export async function openDesk(
  args: LoaderFunctionArgs,
  roles: readonly DeskRole[],
): Promise<{ session: Session; role: DeskRole; desk: DeskSeen }> {
  const { session, role } = requireDesk(args, roles);
  return { session, role, desk: await readDesk(args.context.house.sql, session, role) };
}

/** What a form is told that was refused: the page stays, with everything that was typed. */
export type RefusedForm = { refused: RefusalCode; field: string | null; facts: Refusal['facts'] };

/** Does the work of a form; what the person can mend stays on the page, everything else is the page's own error. */
export async function answerForm(work: () => Promise<unknown>) {
  try {
    await work();
    return null;
  } catch (error) {
    const leads = ['signed_out', 'must_set_password', 'second_step', 'forbidden', 'not_found', 'busy'];
    if (!(error instanceof Refusal) || leads.includes(error.code)) throw error;
    const { code: refused, facts } = error;
    noteRefusal(refused);
    const told: RefusedForm = { refused, facts, field: typeof facts.field === 'string' ? facts.field : null };
    return data(told, { status: error.status });
  }
}
