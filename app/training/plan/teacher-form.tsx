import { useFetcher } from '@remix-run/react';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Notice } from '../../ui/notice.tsx';
import type { TeacherEntered } from './enter-teacher.server.ts';
import { planWords, sayPlan } from './plan-words.ts';

/** What the form of a new teacher is told. */
export type TeacherTold = { teacher: TeacherEntered | { kind: 'refused'; fault: 'name_wrong' } };

const faultWords = {
  name_wrong: { field: 'teacher-name', words: planWords.nameWrong },
  phone_taken: { field: 'teacher-phone', words: planWords.phoneTaken },
} as const;

/** Enters a teacher of the institution beside the plan, so that nothing typed there is lost. */
export function TeacherForm({ fetcher }: { fetcher: ReturnType<typeof useFetcher<TeacherTold>> }) {
  const say = useWords();
  const isSending = useSending(fetcher);
  const told = fetcher.data?.teacher ?? null;
  const fault = told?.kind === 'refused' ? told.fault : null;
  const wrong =
    fault === null
      ? null
      : (faultWords[fault as keyof typeof faultWords] ?? {
          ...{ field: 'teacher-phone', words: planWords.phoneWrong },
        });
  const errorOf = (field: string) => (wrong?.field === field ? say(wrong.words) : undefined);
  return (
    <DeskPart title={say(planWords.newTeacher)}>
      {told?.kind === 'entered' && <Notice live tone="ok" title={say(sayPlan.code(told.name, told.code))} />}
      <fetcher.Form
        key={told?.kind === 'entered' ? told.teacherId : 'next'}
        method="post"
        className="flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="intent" value="teacher" />
        <DeskField
          {...{ name: 'name', id: 'teacher-name', label: say(planWords.teacherName), maxLength: 30 }}
          error={errorOf('teacher-name')}
          autoComplete="off"
        />
        <DeskField
          {...{ name: 'phone', id: 'teacher-phone', label: say(planWords.phone), maxLength: 20 }}
          error={errorOf('teacher-phone')}
          inputMode="tel"
          autoComplete="off"
        />
        <DeskButton busy={isSending()}>{say(planWords.enter)}</DeskButton>
      </fetcher.Form>
    </DeskPart>
  );
}
