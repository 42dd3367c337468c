import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskField } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { refusalWords } from '../../platform/words.ts';
import type { FormTold } from '../application/application-told.ts';
import { sessionKinds } from './count-hours.ts';
import { inPersonWords as words, kindWords, sayInPerson } from './in-person-words.ts';
import { sayMinute, type SessionPlan } from './judge-session.ts';

/** What stands beside the field that a form was refused for, with the number that mends it. */
export function useFieldError(told: FormTold): (field: string) => string | undefined {
  const say = useWords();
  return (field) => {
    if (told?.field !== field) return undefined;
    const { facts, refused } = told;
    const more =
      refused === 'session_clash'
        ? sayInPerson.clash(String(facts['who']), String(facts['time']))
        : typeof facts['minutes'] === 'number'
          ? sayInPerson.least(facts['minutes'])
          : typeof facts['left'] === 'number'
            ? sayInPerson.left(facts['left'])
            : typeof facts['present'] === 'number'
              ? sayInPerson.atMost(facts['present'])
              : null;
    const { say: what, fix } = refusalWords[refused];
    return [say(what), more ? say(more) : say(fix)].join(' ');
  };
}

/** The fields of a session, each with what is wrong with it. `kind`: it may be chosen. */
export function SessionFields({
  id,
  stored,
  teachers,
  first,
  last,
  hasKind = true,
  errorOf,
}: {
  /** Of the form, so that two on one page have fields of their own. */
  id: string;
  stored: (Partial<SessionPlan> & { room?: string }) | null;
  teachers: { id: string; name: string }[];
  first: string;
  last: string;
  hasKind?: boolean;
  errorOf(field: string): string | undefined;
}) {
  const say = useWords();
  const time = (minute: number | undefined) => (minute === undefined ? undefined : sayMinute(minute));
  return (
    <div className="grid gap-3 desk:grid-cols-4">
      <DeskField
        name="day"
        id={`${id}-day`}
        type="date"
        label={say(words.day)}
        error={errorOf('day')}
        defaultValue={stored?.day}
        min={first}
        max={last}
        required
      />
      <DeskField
        name="fromMinute"
        id={`${id}-from`}
        type="time"
        label={say(words.from)}
        error={errorOf('fromMinute')}
        defaultValue={time(stored?.fromMinute)}
        required
      />
      <DeskField
        name="toMinute"
        id={`${id}-to`}
        type="time"
        label={say(words.to)}
        error={errorOf('toMinute')}
        defaultValue={time(stored?.toMinute)}
        required
      />
      <DeskField
        name="hours"
        id={`${id}-hours`}
        inputMode="numeric"
        pattern="\d{1,2}"
        label={say(words.hours)}
        error={errorOf('hours')}
        defaultValue={stored?.hours}
        autoComplete="off"
        required
      />
      {hasKind ? (
        <DeskSelect
          name="kind"
          id={`${id}-kind`}
          label={say(words.kind)}
          error={errorOf('kind')}
          defaultValue={stored?.kind}
          options={sessionKinds.map((kind) => ({ value: kind, label: say(kindWords[kind]) }))}
        />
      ) : (
        <input type="hidden" name="kind" value={stored?.kind} />
      )}
      <DeskField
        name="room"
        id={`${id}-room`}
        label={say(words.room)}
        error={errorOf('room')}
        defaultValue={stored?.room}
        maxLength={40}
        autoComplete="off"
        required
      />
      <DeskSelect
        name="teacherId"
        id={`${id}-teacher`}
        label={say(words.teacher)}
        error={errorOf('teacherId')}
        defaultValue={stored?.teacherId}
        options={teachers.map((one) => ({ value: one.id, label: one.name }))}
      />
    </div>
  );
}
