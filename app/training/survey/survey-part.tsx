import { Form } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { EndingSeen } from '../assessment/show-ending.server.ts';
import { chinaDay, chinaTime } from '../class-day.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { answersShownMin, surveyDays, surveyQuestions } from './judge-survey.ts';
import type { SurveyRound } from './read-rounds.server.ts';
import { questionWords, saySurvey, stepWords, surveyDeskWords as words } from './survey-words.ts';

const tones = { open: 'info', too_few: 'warn', passed: 'ok', low: 'bad' } as const;

/** Whether the class is satisfied: begin to ask, wait on, and what came of it, never whose answer it is (P057). */
export function SurveyPart({ seen, error }: { seen: EndingSeen; error: string | undefined }) {
  const say = useWords();
  const { rounds, rules, isClerk, mayOpen, mayExtend, earliest } = seen;
  const [last] = rounds;
  const columns: Column<SurveyRound>[] = [
    { head: say(words.round), numeric: true, cell: ({ number }) => number },
    {
      head: say(words.state),
      cell: ({ standing }) => (
        <StatusTag tone={tones[standing.state]}>{say(words.states[standing.state])}</StatusTag>
      ),
    },
    { head: say(words.closes), cell: ({ closesMs }) => `${chinaDay(closesMs)} ${chinaTime(closesMs)}` },
    {
      head: say(words.answers),
      numeric: true,
      cell: ({ standing }) => say(saySurvey.count(standing.answers, standing.enrolled)),
    },
    {
      head: say(words.share),
      numeric: true,
      cell: ({ standing }) => ('sharePct' in standing ? `${standing.sharePct}%` : say(words.hidden)),
    },
  ];
  return (
    <DeskPart title={say(words.title)}>
      <p className="text-ink-2">{say(saySurvey.least(rules.satisfactionMinPct, rules.responseMinPct))}</p>
      <ClauseNote ids={['P057']} />
      {seen.lock && (
        <Notice tone="bad" title={say(saySurvey.locked(seen.lock.sharePct, seen.lock.untilDay))} />
      )}
      {rounds.length === 0 ? (
        <p>{say(words.none)}</p>
      ) : (
        <DataTable caption={say(words.title)} columns={columns} rows={rounds} keyOf={({ id }) => id} />
      )}
      {last && 'sharePct' in last.standing && <Outcome round={last} />}
      {isClerk && mayOpen && <DaysForm intent="open-survey" error={error} />}
      {isClerk && mayExtend && <DaysForm intent="extend-survey" error={error} />}
      {isClerk && !mayOpen && !mayExtend && earliest && (
        <p className="text-ink-2">{say(saySurvey.early(earliest))}</p>
      )}
    </DeskPart>
  );
}

function DaysForm({ intent, error }: { intent: 'open-survey' | 'extend-survey'; error: string | undefined }) {
  const say = useWords();
  const isSending = useSending();
  const isOpening = intent === 'open-survey';
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value={intent} />
      <DeskField
        name="days"
        label={say(isOpening ? words.days : words.daysMore)}
        error={error}
        type="number"
        min={surveyDays.min}
        max={surveyDays.max}
        defaultValue={surveyDays.usual}
        required
      />
      <DeskButton busy={isSending({ intent })}>{say(isOpening ? words.open : words.extend)}</DeskButton>
    </Form>
  );
}

/** Counts of a round that is over, question by question, and what was written. */
function Outcome({ round: { tally } }: { round: SurveyRound }) {
  const say = useWords();
  if (tally.answers < answersShownMin) return <p className="text-ink-2">{say(words.fewShown)}</p>;
  return (
    <>
      <DataTable
        caption={say(words.state)}
        columns={[
          {
            head: say(words.title),
            cell: (question: (typeof surveyQuestions)[number]) => say(questionWords[question]),
          },
          ...([5, 4, 3, 2, 1] as const).map((step) => ({
            head: say(stepWords[step]),
            numeric: true,
            cell: (question: (typeof surveyQuestions)[number]) => tally.steps[question][step - 1] ?? 0,
          })),
        ]}
        rows={[...surveyQuestions]}
        keyOf={(question) => question}
      />
      {tally.comments.length > 0 && (
        <section>
          <h3 className="font-bold">{say(words.comments)}</h3>
          <ul className="list-disc pl-5">
            {tally.comments.map((comment, n) => (
              <li key={n} className="whitespace-pre-line">
                {comment}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
