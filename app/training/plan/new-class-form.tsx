import { useForm } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { DeskButton } from '../../ui/desk-form.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { ClassFields, type TypedClass } from './class-fields.tsx';
import { contentHours } from './judge-hours.ts';
import type { Content } from './list-contents.server.ts';
import { errorOfField, sayTold, type PlanTold } from './plan-told.ts';
import { planWords, sayPlan } from './plan-words.ts';
import { ToldClauses } from './told-clauses.tsx';

const standardHourS = 2_400;

/** Makes a class; its hours, teachers and workstations are planned on its own page. */
export function NewClassForm({
  contents,
  placeCode,
  told,
}: {
  contents: Content[];
  placeCode: string;
  told: PlanTold | null;
}) {
  const say = useWords();
  const isSending = useSending();
  const first: TypedClass = {
    ...{ title: '', courseVersionId: contents[0]?.courseVersionId ?? '', classType: 'subsidised', placeCode },
    ...{ startsOn: '', endsOn: '', isSubsidised: 'on' },
  };
  const [form, fields] = useForm<TypedClass>({
    id: 'new-class',
    lastResult: told?.last ?? null,
    defaultValue: first,
  });
  const errors = sayTold(told, say);
  const typed = Object.fromEntries(
    Object.keys(first).map((name) => [name, fields[name as keyof TypedClass].initialValue ?? '']),
  ) as TypedClass;
  if (contents.length === 0)
    return (
      <Empty icon="file" say={say(planWords.noContents)}>
        {say(planWords.noContentsFix)}
      </Empty>
    );
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate className="flex flex-col gap-3">
      <ErrorSummary told={told} errors={errors} />
      <ToldClauses told={told} />
      <ClassFields
        typed={typed}
        errorOf={errorOfField(errors)}
        courses={contents.map(({ courseVersionId, title, level, number, contentMs }) => ({
          value: courseVersionId,
          label: say(sayPlan.content(title, level, number, contentHours(contentMs, standardHourS))),
        }))}
      />
      <span>
        <DeskButton busy={isSending()}>{say(planWords.create)}</DeskButton>
      </span>
    </Form>
  );
}
