import { Form } from '@remix-run/react';
import { useRef, useState, type DragEvent } from 'react';
import { DeskFile } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { rosterWords as words } from './roster-words.ts';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** Where a roster is dropped or chosen, beside the template. `error` is why the last file was refused. */
export function FileForm({ classId, error }: { classId: string; error: string | undefined }) {
  const say = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [over, setOver] = useState(false);
  const isSending = useSending();
  const isBusy = isSending({ intent: 'bring' });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const input = form.current?.elements.namedItem('file');
    if (input instanceof HTMLInputElement) input.files = event.dataTransfer.files;
  };
  return (
    <DeskPart title={say(words.bring)}>
      <Form
        ref={form}
        method="post"
        action={`/desk/classes/${classId}/roster`}
        encType="multipart/form-data"
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-col gap-2 rounded-button border-2 border-dashed p-3 ${over ? 'border-accent bg-accent-soft' : 'border-line'}`}
      >
        <input type="hidden" name="intent" value="bring" />
        <DeskFile
          name="file"
          label={say(words.dropHere)}
          hint={say(words.fileHint)}
          error={error}
          accept=".xlsx,.csv,.txt"
          required
        />
        <div className="flex flex-wrap items-center gap-4">
          <DeskButton busy={isBusy}>{say(isBusy ? words.checking : words.check)}</DeskButton>
          <a href={`/desk/classes/${classId}/roster/template.xlsx`} download className={link}>
            {say(words.template)}
          </a>
        </div>
      </Form>
    </DeskPart>
  );
}
