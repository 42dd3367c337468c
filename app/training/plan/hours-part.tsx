import { useState } from 'react';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { HourMeters } from './hour-meters.tsx';
import { contentHours, onlineMost, practiceLeast } from './judge-hours.ts';
import type { PlanRules } from './judge-plan.ts';
import { planFieldWords, planWords, sayPlan } from './plan-words.ts';
import { readWhole } from './read-whole.ts';

const names = ['totalHours', 'onlineTheory', 'practice'] as const;
type TypedHours = Record<(typeof names)[number], string>;

/** The hours of a plan with their meters, as they are typed; theory in person is what is left. */
export function HoursPart({
  typed,
  rules,
  classHourS,
  contentMs,
  errorOf,
}: {
  typed: TypedHours;
  rules: PlanRules;
  classHourS: number;
  contentMs: number;
  errorOf(field: (typeof names)[number]): string | undefined;
}) {
  const say = useWords();
  const [hours, setHours] = useState(typed);
  const [total, online, practice] = names.map((name) => readWhole(hours[name]) ?? 0) as [
    number,
    number,
    number,
  ];
  const set = (name: (typeof names)[number]) => (value: string) =>
    setHours((old) => ({ ...old, [name]: value }));
  const mend = (name: (typeof names)[number], value: number) => () => set(name)(String(value));
  const field = (name: (typeof names)[number], hint?: string) => (
    <DeskField
      name={name}
      label={say(planFieldWords[name])}
      hint={hint}
      error={errorOf(name)}
      value={hours[name]}
      onChange={(event) => set(name)(event.currentTarget.value)}
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
    />
  );
  const least = practiceLeast(total, rules);
  return (
    <DeskPart title={say(planWords.hours)}>
      <div className="grid items-end gap-3 desk:grid-cols-4">
        {field('totalHours')}
        {field('onlineTheory')}
        {field('practice')}
        <p className="min-h-9 tabular-nums">
          <span className="block font-bold">{say(planWords.inPerson)}</span>
          <output htmlFor={names.join(' ')}>{Math.max(0, total - online - practice)}</output>
        </p>
      </div>
      <HourMeters
        {...{ total, online, practice, rules }}
        lessOnline={
          <DeskButton type="button" onClick={mend('onlineTheory', onlineMost(total, rules))}>
            {say(planWords.lessOnline)}
          </DeskButton>
        }
        morePractice={
          <DeskButton type="button" onClick={mend('practice', least)}>
            {say(planWords.morePractice)}
          </DeskButton>
        }
      />
      <p className="text-ink-2">{say(sayPlan.contentHas(contentHours(contentMs, classHourS)))}</p>
    </DeskPart>
  );
}
