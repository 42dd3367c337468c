import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { sayFault, sayNote } from '../roster/fault-words.ts';
import { categoryWords } from '../roster/roster-words.ts';
import { applicationWords as words, sayApplication } from './application-words.ts';
import { questionWords } from './questionnaire-words.ts';
import { intakeQuestions, type IntakeQuestion } from './read-questionnaire.ts';
import type { ApplicationSeen } from './show-application.server.ts';

type Learner = ApplicationSeen['learners'][number];

/** Every learner of the application: who she is as the subsidy asks, her answers, what was found (P020, P026–P028). */
export function LearnerAnswers({ learners }: { learners: Learner[] }) {
  const say = useWords();
  if (learners.length === 0) return null;
  const answer = (value: boolean | null) => (value === null ? '—' : say(value ? words.yes : words.no));
  const columns: Column<Learner>[] = [
    { head: say(words.learner), cell: ({ name }) => <b>{name}</b> },
    { head: say(words.found), cell: (learner) => <Found learner={learner} /> },
    {
      head: say(words.category),
      cell: ({ category }) => (category === null ? '—' : say(categoryWords[category])),
    },
    { head: say(words.employer), cell: ({ employer }) => employer ?? '—' },
    { head: say(words.post), cell: ({ postCode, oldPostCode }) => postCode ?? oldPostCode ?? '—' },
    ...(Object.keys(intakeQuestions) as IntakeQuestion[]).map((question) => ({
      head: say(questionWords[question]),
      cell: (learner: Learner) => answer(learner[question]),
    })),
  ];
  return (
    <DeskPart title={`${say(words.learners)} · ${say(sayApplication.people(learners.length))}`}>
      <DataTable
        caption={say(words.learners)}
        columns={columns}
        rows={learners}
        keyOf={({ enrolmentId }) => enrolmentId}
      />
    </DeskPart>
  );
}

function Found({ learner: { faults, notes, postReason } }: { learner: Learner }) {
  const say = useWords();
  if (faults.length + notes.length === 0)
    return (
      <span className="inline-flex items-center gap-1 text-ok">
        <Icon name="check" />
        {say(words.fine)}
      </span>
    );
  return (
    <span className="flex min-w-44 flex-col whitespace-normal">
      {faults.map((fault) => (
        <span key={fault.code + String(fault.field)} className="flex items-start gap-1 font-bold text-bad">
          <Icon name="bad" className="mt-1" />
          {say(sayFault(fault).say)}
        </span>
      ))}
      {notes.map((note) => (
        <span key={note} className="flex items-start gap-1 text-warn">
          <Icon name="info" className="mt-1" />
          {say(sayNote(note))}
        </span>
      ))}
      {postReason && <span>{say(sayApplication.accepted(postReason))}</span>}
    </span>
  );
}
