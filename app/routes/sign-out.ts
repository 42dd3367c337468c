import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { clearCookieHeader } from '../identity/session.server.ts';
import { signOut } from '../identity/sign-out.server.ts';
import { signOutEverywhere } from '../identity/sign-out-everywhere.server.ts';
import { answer } from './answer.server.ts';

/** Signs this browser out, or with `everywhere` every browser of the person. Signed out already is signed out. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session, house } = context;
    const form = await request.formData();
    if (session && form.get('everywhere') === 'yes') await signOutEverywhere(house.db, session.personId);
    else if (session) await signOut(house.db, session.tokenHash);
    return redirect('/sign-in', { headers: { 'Set-Cookie': clearCookieHeader(house) } });
  });

export function loader() {
  return redirect('/');
}
