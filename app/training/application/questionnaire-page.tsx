import { Form } from '@remix-run/react';
import type { KeyboardEvent } from 'react';
import { refusalWords } from '../../platform/words.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { categoryWords } from '../roster/roster-words.ts';
import type { FormTold } from './application-told.ts';
import { applicationWords } from './application-words.ts';
import { questionnaireWords as words, questionWords } from './questionnaire-words.ts';
import type { ApplicationLearner } from './judge-application.ts';
import {
  answerField,
  intakeQuestions,
  shownField,
  spellAnswers,
  type IntakeQuestion,
} from './read-questionnaire.ts';

const questions = Object.keys(intakeQuestions) as IntakeQuestion[];

/** 1 and 2 answer the question that has the focus and go on to the next; everything else is the browser's own. */
function answerByKey(event: KeyboardEvent<HTMLFormElement>): void {
  const { target, key, currentTarget, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey || (key !== '1' && key !== '2')) return;
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
  event.preventDefault();
  const radios = [...currentTarget.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  radios.find(({ name, value }) => name === target.name && value === (key === '1' ? 'y' : 'n'))?.click();
  const last = radios.findLastIndex(({ name }) => name === target.name);
  radios[last + 1]?.focus();
}

/** The questionnaire of every learner, one row each, by keyboard (P020). */
export function QuestionnairePage({
  learners,
  isEditable,
  isSubsidised,
  isStored,
  told,
}: {
  learners: ApplicationLearner[];
  isEditable: boolean;
  isSubsidised: boolean;
  isStored: boolean;
  told: FormTold;
}) {
  const say = useWords();
  const isSending = useSending();
  if (learners.length === 0) return <Empty icon="people" say={say(words.empty)} />;
  const columns: Column<ApplicationLearner>[] = [
    { head: say(applicationWords.learner), cell: ({ name }) => <b>{name}</b> },
    ...questions.map((question) => ({
      head: say(questionWords[question]),
      cell: (learner: ApplicationLearner) =>
        isEditable ? (
          <Answer learner={learner} question={question} />
        ) : (
          say(
            learner[question] === null
              ? applicationWords.none
              : learner[question]
                ? applicationWords.yes
                : applicationWords.no,
          )
        ),
    })),
    {
      head: say(applicationWords.category),
      cell: ({ category }) => (category === null ? '—' : say(categoryWords[category])),
    },
  ];
  const table = (
    <DataTable
      caption={say(words.title)}
      columns={columns}
      rows={learners}
      keyOf={({ enrolmentId }) => enrolmentId}
    />
  );
  return (
    <>
      {told && (
        <Notice tone="warn" title={say(refusalWords[told.refused].say)} live>
          {say(refusalWords[told.refused].fix)}
        </Notice>
      )}
      {!told && isStored && <Notice tone="ok" title={say(words.saved)} live />}
      {isEditable ? (
        <Form
          method="post"
          preventScrollReset
          onKeyDown={answerByKey}
          className="flex min-w-0 flex-col gap-3"
        >
          <p className="text-ink-2">
            {say(words.hint)} {isSubsidised && say(words.answeredNo)}
          </p>
          {learners.map((learner) => (
            <input
              key={learner.enrolmentId}
              type="hidden"
              name={shownField(learner.enrolmentId)}
              value={spellAnswers(learner)}
            />
          ))}
          {table}
          <span>
            <DeskButton busy={isSending()}>{say(words.save)}</DeskButton>
          </span>
        </Form>
      ) : (
        <>
          <Notice tone="info" title={say(words.fixed)} />
          {table}
        </>
      )}
    </>
  );
}

function Answer({ learner, question }: { learner: ApplicationLearner; question: IntakeQuestion }) {
  const say = useWords();
  const { enrolmentId, name } = learner;
  return (
    <span
      role="radiogroup"
      aria-label={`${name} ${say(questionWords[question])}`}
      className="inline-flex items-center gap-3"
    >
      {(['y', 'n'] as const).map((value) => (
        <label key={value} className="inline-flex min-h-9 min-w-9 cursor-pointer items-center gap-1">
          <input
            type="radio"
            name={answerField(enrolmentId, question)}
            value={value}
            defaultChecked={learner[question] === (value === 'y')}
            className="h-5 w-5 accent-accent"
          />
          {say(value === 'y' ? applicationWords.yes : applicationWords.no)}
        </label>
      ))}
    </span>
  );
}
