import { Form } from '@remix-run/react';
import { refusalWords } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from '../application/application-told.ts';
import { publicityWords as words, sayPublicity } from './publicity-words.ts';
import type { PublicitySeen } from './read-publicity.server.ts';

/** Anybody says what is wrong with a published list; nothing typed is lost when it is refused (P080). */
export function ObjectionForm({ people, told }: { people: PublicitySeen['people']; told: FormTold }) {
  const say = useWords();
  const isSending = useSending();
  const isShape = told?.refused === 'bad_shape';
  const wordsError = isShape && told.field === 'words' ? say(words.wordsMissing) : undefined;
  const contactError = isShape && told.field === 'contact' ? say(words.contactWrong) : undefined;
  const error = wordsError ?? contactError ?? (told ? say(refusalWords[told.refused].say) : undefined);
  const field = wordsError ? 'words' : contactError ? 'contact' : null;
  return (
    <section aria-labelledby="object" className="flex flex-col gap-3">
      <h2 id="object" className="text-title font-bold">
        {say(words.object)}
      </h2>
      {error && told && (
        <ErrorSummary
          told={told}
          errors={[{ field, say: error, ...(field ? {} : { fix: say(refusalWords[told.refused].fix) }) }]}
        />
      )}
      <Form method="post" preventScrollReset noValidate className="flex flex-col gap-4">
        <div>
          <label htmlFor="entryId" className="block font-bold">
            {say(words.about)}
          </label>
          <select
            id="entryId"
            name="entryId"
            className="mt-1 min-h-15 w-full rounded-field border-2 border-line bg-card px-3 text-body"
          >
            <option value="">{say(words.whole)}</option>
            {people.map(({ id, number, name }) => (
              <option key={id} value={id}>
                {say(sayPublicity.line(number, name))}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="words" className="block font-bold">
            {say(words.words)}
          </label>
          <p id="words-hint" className="text-note text-ink-2">
            {say(words.wordsHint)}
          </p>
          <textarea
            id="words"
            name="words"
            rows={4}
            maxLength={1000}
            aria-invalid={wordsError ? true : undefined}
            aria-describedby="words-hint"
            className={`mt-1 w-full rounded-field border-2 bg-card p-3 text-body ${wordsError ? 'border-bad' : 'border-line'}`}
          />
        </div>
        <Field
          name="contact"
          label={say(words.contact)}
          hint={say(words.contactHint)}
          {...(contactError ? { error: contactError } : {})}
          maxLength={80}
          autoComplete="off"
        />
        <Button type="submit" busy={isSending()}>
          {say(words.send)}
        </Button>
      </Form>
    </section>
  );
}
