import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskField } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { classTypes } from './class-type.ts';
import { classTypeWords, planFieldWords, planWords } from './plan-words.ts';
import type { NewClass } from './plan.wire.ts';

type Name = keyof NewClass;
/** What is typed, as a form gives it back; a tick is `on`. */
export type TypedClass = Record<Name, string>;

/** What a class is: name, course, kind, place, days, subsidy. `courses` are the contents it may be given. */
export function ClassFields({
  typed,
  courses,
  errorOf,
  onCourse,
}: {
  typed: TypedClass;
  courses: { value: string; label: string }[];
  errorOf(field: Name): string | undefined;
  onCourse?: (courseVersionId: string) => void;
}) {
  const say = useWords();
  const known = courses.some(({ value }) => value === typed.courseVersionId);
  const choices = known ? courses : [{ value: '', label: say(planWords.none) }, ...courses];
  const field = (name: Name) => ({
    ...{ name, label: say(planFieldWords[name]), error: errorOf(name), defaultValue: typed[name] },
  });
  return (
    <>
      <div className="grid gap-3 desk:grid-cols-2">
        <DeskField {...field('title')} maxLength={40} autoComplete="off" />
        <DeskSelect
          {...field('courseVersionId')}
          defaultValue={known ? typed.courseVersionId : ''}
          options={choices}
          onChange={(event) => onCourse?.(event.currentTarget.value)}
        />
        <DeskSelect
          {...field('classType')}
          options={classTypes.map((value) => ({ value, label: say(classTypeWords[value]) }))}
        />
        <DeskField
          {...field('placeCode')}
          hint={say(planWords.placeHint)}
          inputMode="numeric"
          maxLength={12}
          autoComplete="off"
        />
        <DeskField {...field('startsOn')} type="date" />
        <DeskField {...field('endsOn')} type="date" />
      </div>
      <label htmlFor="isSubsidised" className="inline-flex min-h-9 items-center gap-2">
        <input
          type="checkbox"
          id="isSubsidised"
          name="isSubsidised"
          defaultChecked={typed.isSubsidised === 'on'}
          className="h-5 w-5 accent-accent"
        />
        {say(planWords.subsidised)}
      </label>
    </>
  );
}
