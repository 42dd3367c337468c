import { DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { PersonForm } from './person-parts.tsx';
import { personWords, referenceStateWords } from './person-words.ts';
import { PictureCard } from './picture-card.tsx';
import type { PersonSeen } from './read-person.server.ts';
import { sayMoment } from './say-moment.ts';

/** Her enrolled face and those before it; a clerk may allow a change, which another person confirms (D08). */
export function FacePart({
  person: { active, references, standing },
  acts,
  shown,
  error,
}: {
  person: PersonSeen;
  acts: boolean;
  /** It is on record why pictures are looked at. */
  shown: boolean;
  error: string | undefined;
}) {
  const say = useWords();
  const mayChange = standing.activeId !== null && standing.waitingId === null && !standing.changeAllowed;
  return (
    <DeskPart title={say(personWords.face)}>
      {references.length === 0 && <p className="text-table text-ink-2">{say(personWords.none)}</p>}
      {active && shown && <PictureCard title={say(personWords.face)} picture={active} />}
      <ul className="flex flex-col gap-1 text-table">
        {references.map(({ id, state, createdMs, changeReason, clerk, second }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <StatusTag tone={state === 'active' ? 'ok' : state.startsWith('waiting') ? 'warn' : 'plain'}>
              {say(referenceStateWords[state])}
            </StatusTag>
            <span>{sayMoment(createdMs)}</span>
            {changeReason && <span>{changeReason}</span>}
            {(clerk ?? second) && (
              <span className="text-ink-2">
                {say(personWords.by)} {[clerk, second].filter(Boolean).join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {standing.changeAllowed && <p>{say(personWords.allowed)}</p>}
      {acts && mayChange && (
        <PersonForm intent="change" submit={say(personWords.allow)}>
          <DeskField
            name="change-reason"
            label={say(personWords.allowWhy)}
            hint={say(personWords.allowHint)}
            error={error}
            minLength={4}
            maxLength={300}
            required
            autoComplete="off"
          />
        </PersonForm>
      )}
    </DeskPart>
  );
}
