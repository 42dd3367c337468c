import { useFetcher } from '@remix-run/react';
import { DeskPart, FactList } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { FaultList } from './fault-list.tsx';
import { HourMeters } from './hour-meters.tsx';
import { contentHours } from './judge-hours.ts';
import { PlanForm } from './plan-form.tsx';
import type { PlanTold } from './plan-told.ts';
import { classTypeWords, planFieldWords, planWords, sayPlan } from './plan-words.ts';
import type { PlanSeen } from './show-plan.server.ts';
import { TeacherForm, type TeacherTold } from './teacher-form.tsx';

/** The plan as those read it who do not write it. */
function PlanFacts({ plan }: { plan: PlanSeen }) {
  const say = useWords();
  const { values, rules, teachers, contentMs, classHourS } = plan;
  const { totalHours, onlineTheory, practice } = values;
  const typeWords = Object.hasOwn(classTypeWords, values.classType)
    ? say(classTypeWords[values.classType])
    : values.classType;
  return (
    <>
      <DeskPart title={say(planWords.hours)}>
        <FactList
          facts={[
            { name: say(planFieldWords.totalHours), value: totalHours },
            { name: say(planFieldWords.onlineTheory), value: onlineTheory },
            { name: say(planWords.inPerson), value: totalHours - onlineTheory - practice },
            { name: say(planFieldWords.practice), value: practice },
          ]}
        />
        <HourMeters {...{ total: totalHours, online: onlineTheory, practice, rules }} />
        <p className="text-ink-2">{say(sayPlan.contentHas(contentHours(contentMs, classHourS)))}</p>
      </DeskPart>
      <DeskPart title={say(planWords.basics)}>
        <FactList
          facts={[
            { name: say(planFieldWords.courseVersionId), value: plan.course },
            { name: say(planFieldWords.classType), value: typeWords },
            { name: say(planFieldWords.placeCode), value: values.placeCode },
            {
              name: say(planFieldWords.isSubsidised),
              value: say(values.isSubsidised ? planWords.yes : planWords.no),
            },
            {
              name: say(planFieldWords.teacherIds),
              value: teachers.map(({ name }) => name).join('、') || say(planWords.none),
            },
            { name: say(planFieldWords.workstations), value: values.workstations },
          ]}
        />
      </DeskPart>
    </>
  );
}

/** The form of the plan, and that of a new teacher beside it. A form that was overtaken starts again from what was sent. */
function PlanForms({ plan, told }: { plan: PlanSeen; told: PlanTold | null }) {
  const fetcher = useFetcher<TeacherTold>();
  const teacher = fetcher.data?.teacher;
  const entered = teacher?.kind === 'entered' ? [teacher.teacherId] : [];
  return (
    <>
      <PlanForm key={told?.changes ? plan.revision : 'plan'} {...{ plan, told, entered }} />
      <TeacherForm fetcher={fetcher} />
    </>
  );
}

/** The plan of a class: its form while the clerk may change it, else what it says; what it lacks, and its rules. */
export function PlanPage({
  plan,
  told,
  isSaved,
}: {
  plan: PlanSeen;
  told: PlanTold | null;
  isSaved: boolean;
}) {
  const say = useWords();
  return (
    <>
      {isSaved && !told && <Notice live tone="ok" title={say(planWords.saved)} />}
      {!told && <FaultList faults={plan.faults} isEditable={plan.isEditable} />}
      {plan.isEditable ? <PlanForms plan={plan} told={told} /> : <PlanFacts plan={plan} />}
      <p className="text-table text-ink-2">
        {say(planWords.rules)}:{plan.sourceDocument}
      </p>
    </>
  );
}
