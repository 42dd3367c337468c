import { data } from '@remix-run/node';

/** An address that no page has. */
export function loader(): never {
  throw data({ refused: 'not_found' }, { status: 404 });
}

export function action() {
  return loader();
}

export default function NotFound() {
  return null;
}
