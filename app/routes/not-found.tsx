import { data } from '@remix-run/node';

/** An address that no page has. */
export function loader() {
  throw data({ refused: 'not_found' }, { status: 404 });
}

export const action = loader;

export default function NotFound() {
  return null;
}
