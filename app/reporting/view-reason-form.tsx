import { useFetcher, useLocation } from '@remix-run/react';
import { useWords } from '../ui/frame.tsx';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useSending } from '../ui/use-sending.ts';
import { viewReasonWords } from './case-words.ts';

/** Asks once a visit why pictures are looked at; until then none is on the page. */
export function ViewReasonForm() {
  const say = useWords();
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<{ refused?: string } | null>();
  const isSending = useSending(fetcher);
  return (
    <fetcher.Form
      method="post"
      action="/desk/view-reason"
      className="flex flex-wrap items-end gap-2 rounded-button bg-info-soft p-3"
    >
      <input type="hidden" name="back" value={pathname + search} />
      <DeskField
        name="view-reason"
        label={say(viewReasonWords.why)}
        hint={say(viewReasonWords.hint)}
        error={fetcher.data?.refused ? say(viewReasonWords.short) : undefined}
        minLength={4}
        maxLength={200}
        required
        autoComplete="off"
      />
      <DeskButton busy={isSending()}>{say(viewReasonWords.show)}</DeskButton>
    </fetcher.Form>
  );
}
