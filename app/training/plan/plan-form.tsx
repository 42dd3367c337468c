import { useForm } from '@conform-to/react';
import { Form, useFetcher, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { DeskChecks } from '../../ui/desk-checks.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { useWords } from '../../ui/frame.tsx';
import { ChangeList } from './change-list.tsx';
import { ClassFields, type TypedClass } from './class-fields.tsx';
import { HoursPart, type TypedHours } from './hours-part.tsx';
import { contentHours, neededFor, teachersNeeded } from './judge-hours.ts';
import { errorOfField, sayTold, type PlanTold } from './plan-told.ts';
import { planFieldWords, planWords, sayPlan } from './plan-words.ts';
import type { PlanSeen } from './show-plan.server.ts';
import { TeacherForm, type TeacherTold } from './teacher-form.tsx';
import { ToldClauses } from './told-clauses.tsx';

type Typed = TypedClass & TypedHours & { workstations: string; teacherIds: string[] };

const typedOf = ({ values }: PlanSeen): Typed => ({
  ...values,
  isSubsidised: values.isSubsidised ? 'on' : '',
  totalHours: String(values.totalHours),
  onlineTheory: String(values.onlineTheory),
  practice: String(values.practice),
  workstations: String(values.workstations),
});

/** What was sent, as it was typed: what is not among it was left empty, a box without a tick too. */
function readSent(told: PlanTold | null): Typed | null {
  const sent = told?.last.initialValue as Partial<Typed> | null | undefined;
  if (!sent) return null;
  const text = (name: keyof TypedClass | keyof TypedHours | 'workstations') => sent[name] ?? '';
  return {
    ...{ title: text('title'), courseVersionId: text('courseVersionId'), classType: text('classType') },
    ...{ placeCode: text('placeCode'), startsOn: text('startsOn'), endsOn: text('endsOn') },
    ...{ isSubsidised: text('isSubsidised'), totalHours: text('totalHours') },
    ...{ onlineTheory: text('onlineTheory'), practice: text('practice'), workstations: text('workstations') },
    teacherIds: [sent.teacherIds ?? []].flat(),
  };
}

/** The plan of a class while it may change. What was typed stays, whatever is refused. */
export function PlanForm({ plan, told }: { plan: PlanSeen; told: PlanTold | null }) {
  const say = useWords();
  const busy = useNavigation().state !== 'idle';
  const teacher = useFetcher<TeacherTold>();
  const { rules, learners, classHourS } = plan;
  const stored = typedOf(plan);
  const [form] = useForm<Typed>({ id: 'plan', lastResult: told?.last ?? null, defaultValue: stored });
  const [typed] = useState<Typed>(() => readSent(told) ?? stored);
  const [courseVersionId, setCourse] = useState(typed.courseVersionId);
  const chosen = plan.contents.find((content) => content.courseVersionId === courseVersionId);
  const errors = sayTold(told, say);
  const errorOf = errorOfField(errors);
  const entered = teacher.data?.teacher.kind === 'entered' ? [teacher.data.teacher.teacherId] : [];
  return (
    <>
      <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="plan" />
        <input type="hidden" name="revision" value={plan.revision} />
        <input type="hidden" name="seen" value={JSON.stringify(plan.values)} />
        <ErrorSummary errors={errors} />
        <ToldClauses told={told} />
        {told?.changes && <ChangeList changes={told.changes} plan={plan} />}
        <HoursPart
          {...{ typed, rules, classHourS, errorOf }}
          contentMs={chosen?.contentMs ?? plan.contentMs}
        />
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
          <DeskButton busy={busy}>{say(planWords.save)}</DeskButton>
        </span>
      </Form>
      <TeacherForm fetcher={teacher} />
    </>
  );
}
