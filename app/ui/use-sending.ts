import { useNavigation } from '@remix-run/react';

type Fetcher = Pick<ReturnType<typeof useNavigation>, 'state' | 'formMethod' | 'formData'>;

/**
 * Tells from the press on whether the form that carries `fields` is on its way; with a fetcher, the form of that fetcher.
 * An answer that leads to another page ends with that page: a second press finds nothing to repeat. An answer that stays
 * ends at once: while the page reads again, the next press is taken and never lost.
 */
export function useSending(fetcher?: Fetcher): (fields?: Record<string, string | number>) => boolean {
  const navigation = useNavigation();
  const { state, formMethod, formData } = fetcher ?? navigation;
  // The router's own mark: an answer may lead to the very page it was asked from.
  const mark = navigation.location?.state as Record<string, unknown> | null | undefined;
  const isLedOn = mark?.['_isRedirect'] === true;
  const isSending = formMethod === 'POST' && (state === 'submitting' || (state === 'loading' && isLedOn));
  return (fields = {}) =>
    isSending && Object.entries(fields).every(([name, value]) => formData?.get(name) === String(value));
}
