import { Form } from '@remix-run/react';
import { useState } from 'react';
import { questionLimits } from '../approval/question-rules.ts';
import { authorWords } from '../approval/words.ts';
import { DeskSelect } from '../ui/desk-fields.tsx';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { useSending } from '../ui/use-sending.ts';
import { sayRefusedForm, type ToldForm } from './told-form.ts';

/** A drawing to choose, with the word for it. */
export type PictureSeen = { drawing: string; say: string; alike: string[] };

/** Four to begin with, of which none looks like another. */
function pickFour(pictures: PictureSeen[]): string[] {
  const kept: PictureSeen[] = [];
  for (const one of pictures) {
    const isAlike = (other: PictureSeen) =>
      other.alike.includes(one.drawing) || one.alike.includes(other.drawing);
    if (kept.length < 4 && !kept.some(isAlike)) kept.push(one);
  }
  return kept.map(({ drawing }) => drawing);
}

/** A new question: words to tap, or four drawings of which one answers. */
export function QuestionForm({ pictures, told }: { pictures: PictureSeen[]; told: ToldForm | null }) {
  const say = useWords();
  const isSending = useSending();
  const [kind, setKind] = useState<'text' | 'picture'>('text');
  const error = sayRefusedForm(told, 'question', say);
  const errorOf = (field: string) => (told?.field === field ? error : undefined);
  const known = ['fromMs', 'right', 'wrong'];
  const kinds = { text: authorWords.kindText, picture: authorWords.kindPicture };
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-2 rounded-field bg-page p-3">
      <input type="hidden" name="intent" value="question" />
      <fieldset className="flex flex-wrap items-center gap-4">
        <legend className="only-heard">{say(authorWords.questions)}</legend>
        {(['text', 'picture'] as const).map((one) => (
          <label key={one} className="inline-flex min-h-9 items-center gap-2">
            <input
              type="radio"
              name="kind"
              value={one}
              checked={kind === one}
              onChange={() => setKind(one)}
            />
            {say(kinds[one])}
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-end gap-2">
        <DeskField
          name="ask"
          label={say(authorWords.ask)}
          error={told?.field && known.includes(told.field) ? undefined : error}
          maxLength={questionLimits.ask}
          required
          autoComplete="off"
        />
        <DeskField
          name="place"
          label={say(authorWords.atPlace)}
          error={errorOf('fromMs')}
          placeholder="3:05"
          maxLength={9}
          required
          autoComplete="off"
        />
      </div>
      {kind === 'text' ? (
        <div className="flex flex-wrap items-end gap-2">
          <DeskField
            name="right"
            label={say(authorWords.right)}
            error={errorOf('right')}
            maxLength={questionLimits.choice}
            required
            autoComplete="off"
          />
          {[1, 2, 3].map((n) => (
            <DeskField
              key={n}
              name={`wrong${n}`}
              label={say(n === 3 ? authorWords.wrong3 : authorWords.wrong)}
              error={n === 1 ? errorOf('wrong') : undefined}
              maxLength={questionLimits.choice}
              required={n < 3}
              autoComplete="off"
            />
          ))}
        </div>
      ) : pictures.length < 4 ? (
        <p className="text-table text-ink-2">{say(authorWords.noPictures)}</p>
      ) : (
        <PictureFields pictures={pictures} errorOf={errorOf} />
      )}
      <div>
        <DeskButton busy={isSending({ intent: 'question' })}>{say(authorWords.add)}</DeskButton>
      </div>
    </Form>
  );
}

/** Four drawings, each seen as it is chosen. */
function PictureFields({
  pictures,
  errorOf,
}: {
  pictures: PictureSeen[];
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const [chosen, setChosen] = useState(() => pickFour(pictures));
  const options = pictures.map(({ drawing, say: label }) => ({ value: drawing, label }));
  return (
    <div className="flex flex-wrap items-end gap-3">
      {chosen.map((drawing, n) => (
        <div key={n} className="flex min-w-32 grow flex-col gap-1">
          <img
            src={`/drawings/${drawing}`}
            alt=""
            className="h-24 w-24 rounded-field border-2 border-hair bg-card"
          />
          <DeskSelect
            name={n === 0 ? 'right' : `wrong${n}`}
            label={say(n === 0 ? authorWords.right : authorWords.wrong)}
            error={n === 0 ? errorOf('right') : n === 1 ? errorOf('wrong') : undefined}
            value={drawing}
            onChange={(event) => setChosen(chosen.map((one, at) => (at === n ? event.target.value : one)))}
            options={options}
          />
        </div>
      ))}
    </div>
  );
}
