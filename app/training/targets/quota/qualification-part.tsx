import { Form } from '@remix-run/react';
import { ClauseNote } from '../../plan/clause-note.tsx';
import { DeskSelect } from '../../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../../ui/desk-form.tsx';
import { useWords } from '../../../ui/frame.tsx';
import { Notice, StatusTag } from '../../../ui/notice.tsx';
import { useSending } from '../../../ui/use-sending.ts';
import type { Qualification } from './qualification.server.ts';
import { qualificationWords as words } from './quota-words.ts';

/** What an institution is entitled to, and the form that sets it from a day on (P036, P045). */
export function QualificationPart({
  institutionId,
  qualifications,
  occupations,
  today,
  isRecorded,
}: {
  institutionId: string;
  qualifications: Qualification[];
  occupations: { id: string; name: string }[];
  today: string;
  isRecorded: boolean;
}) {
  const say = useWords();
  const isSending = useSending();
  return (
    <DeskPart title={say(words.title)}>
      {isRecorded && <Notice tone="ok" title={say(words.stored)} live />}
      {qualifications.length === 0 ? (
        <p className="text-table text-ink-2">{say(words.none)}</p>
      ) : (
        <ul className="flex flex-col gap-2 text-table">
          {qualifications.map(({ id, occupation, fromDay, isHeld, bureau }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-2">
              <b>{occupation ?? say(words.school)}</b>
              <StatusTag tone={isHeld ? 'ok' : 'plain'}>{say(isHeld ? words.held : words.notHeld)}</StatusTag>
              <span>
                {say(words.from)} {fromDay} · {bureau}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" preventScrollReset className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="qualify" />
        <input type="hidden" name="institution" value={institutionId} />
        <DeskSelect
          name="what"
          label={say(words.what)}
          options={[
            { value: 'school_system', label: say(words.school) },
            ...occupations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div className="grid grid-cols-2 gap-3">
          <DeskSelect
            name="isHeld"
            label={say(words.state)}
            options={[
              { value: 'yes', label: say(words.held) },
              { value: 'no', label: say(words.notHeld) },
            ]}
          />
          <DeskField name="fromDay" type="date" label={say(words.fromDay)} defaultValue={today} required />
        </div>
        <ClauseNote ids={['P036', 'P045']} />
        <span>
          <DeskButton busy={isSending({ intent: 'qualify' })}>{say(words.save)}</DeskButton>
        </span>
      </Form>
    </DeskPart>
  );
}
