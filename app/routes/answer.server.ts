import { data, redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { Refusal, type RefusalCode } from '../platform/refusal.ts';
import { refusalWords, type Words } from '../platform/words.ts';
import { noteRefusal } from '../platform/watch/note-refusal.server.ts';

/** What a page of an error is told. */
export type RefusedPage = { refused: RefusalCode; say: Words; fix: Words };

const goneCodes = /^(ECONNREFUSED|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_[A-Z]+|57P0[123]|53300)$/;

/** Whether PostgreSQL could not be reached, however deep the driver wrapped it. */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && goneCodes.test(code)) || isDatabaseAway(error.cause);
}

/** Where a refusal leads: to sign-in (and back), to the first password, to the second step, or to a page that says it. */
function refusePage(request: Request, { code, status }: Refusal): Response | ReturnType<typeof data> {
  noteRefusal(code);
  const { pathname, search } = new URL(request.url);
  if (code === 'signed_out')
    return redirect(pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`);
  if (code === 'must_set_password') return redirect('/set-password');
  if (code === 'second_step') return redirect('/second-step');
  const { say, fix } = refusalWords[code];
  return data({ refused: code, say, fix } satisfies RefusedPage, { status });
}

/** Does the work of a loader or action; a refusal becomes a redirect or a plain page, an absent database a 503. */
export async function answer<T>(
  { request, context }: LoaderFunctionArgs,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    if (context.databaseAway) throw new Refusal('busy');
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw refusePage(request, error);
    if (isDatabaseAway(error)) throw refusePage(request, new Refusal('busy'));
    throw error;
  }
}
