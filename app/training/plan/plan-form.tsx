import { useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useState } from 'react';
import { DeskChecks } from '../../ui/desk-checks.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ChangeList } from './change-list.tsx';
import { ClassFields } from './class-fields.tsx';
import { HoursPart } from './hours-part.tsx';
import { contentHours, neededFor, teachersNeeded } from './judge-hours.ts';
import { errorOfField, sayTold, type PlanTold } from './plan-told.ts';
import { planFieldWords, planWords, sayPlan } from './plan-words.ts';
import type { PlanSeen } from './show-plan.server.ts';
import { ToldClauses } from './told-clauses.tsx';
import { startTyping, type TypedPlan } from './typed-plan.ts';

/** The plan of a class while it may change; `entered` are teachers who came since. What was typed stays, whatever is refused. */
export function PlanForm({
  plan,
  told,
  entered,
}: {
  plan: PlanSeen;
  told: PlanTold | null;
  entered: string[];
}) {
  const say = useWords();
  const isSending = useSending();
  const { rules, learners, classHourS } = plan;
  const [typed] = useState(() => startTyping(told, plan.values));
  const [form] = useForm<TypedPlan>({ id: 'plan', lastResult: told?.last ?? null });
  const [courseVersionId, setCourse] = useState(typed.courseVersionId);
  const chosen = plan.contents.find((content) => content.courseVersionId === courseVersionId);
  const errors = sayTold(told, say);
  const errorOf = errorOfField(errors);
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="plan" />
      <input type="hidden" name="revision" value={plan.revision} />
      <input type="hidden" name="seen" value={JSON.stringify(plan.values)} />
      <ErrorSummary told={told} errors={errors} />
      <ToldClauses told={told} />
      {told?.changes && <ChangeList changes={told.changes} plan={plan} />}
      <HoursPart {...{ typed, rules, classHourS, errorOf }} contentMs={chosen?.contentMs ?? plan.contentMs} />
      <DeskPart title={say(planWords.people)}>
        <div id="teacherIds">
          {plan.teachers.length === 0 ? (
            <p className="text-ink-2">{say(planWords.noTeachers)}</p>
          ) : (
            <DeskChecks
              name="teacherIds"
              id="teacher"
              label={say(planFieldWords.teacherIds)}
              options={plan.teachers.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={[...typed.teacherIds, ...entered]}
            />
          )}
        </div>
        <p className="text-ink-2">{say(sayPlan.teachersNeed(learners, teachersNeeded(learners, rules)))}</p>
        <DeskField
          name="workstations"
          label={say(planFieldWords.workstations)}
          hint={say(sayPlan.workstationsNeed(learners, neededFor(learners, rules.workstation_ratio)))}
          error={errorOf('workstations')}
          defaultValue={typed.workstations}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
        />
      </DeskPart>
      <DeskPart title={say(planWords.basics)}>
        <ClassFields
          {...{ typed, errorOf }}
          onCourse={setCourse}
          courses={plan.contents.map(({ courseVersionId: value, title, level, number, contentMs }) => ({
            value,
            label: say(sayPlan.content(title, level, number, contentHours(contentMs, classHourS))),
          }))}
        />
      </DeskPart>
      <span>
        <DeskButton busy={isSending()}>{say(planWords.save)}</DeskButton>
      </span>
    </Form>
  );
}
