import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { readTextSize } from '../ui/text-size.ts';
import { keepChoice } from './frame-cookies.server.ts';
import { readBack } from './read-back.ts';

/** 字: keeps the size and goes back to the page it was tapped on. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const size = readTextSize(String(form.get('size')));
  return redirect(readBack(form.get('back')), { headers: { 'Set-Cookie': keepChoice('text_size', size) } });
}

export function loader() {
  return redirect('/');
}
