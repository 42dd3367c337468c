import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { keepChoice, readLang } from './frame-cookies.server.ts';
import { readBack } from './read-back.ts';

/** 中 / EN: keeps the language and goes back. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const lang = readLang(String(form.get('lang')));
  return redirect(readBack(form.get('back')), { headers: { 'Set-Cookie': keepChoice('lang', lang) } });
}

export function loader() {
  return redirect('/');
}
