import { Form } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import type { FormTold } from '../application/application-told.ts';
import { chinaDay } from '../class-day.ts';
import { assessmentWords as words, resultFaultWords, sayCorrection } from './assessment-words.ts';
import { resultField } from './assessment.wire.ts';
import type { ResultFault } from './judge-results.ts';
import type { LearnerResult } from './read-results.server.ts';
import type { EndingSeen } from './show-ending.server.ts';

const fieldBox = 'min-h-9 rounded-field border-2 border-line bg-card px-2';

/** A field shows what was stored, as soon as it is. */
const keyOf = ({ result }: LearnerResult) => JSON.stringify(result);

/** Results of the external assessment, one line a learner; the clerk enters them once the class is satisfied. */
export function ResultsPart({ seen, told }: { seen: EndingSeen; told: FormTold }) {
  const say = useWords();
  const isSending = useSending();
  const { results, mayRecord } = seen;
  const hasEntries = results.some(({ result }) => result !== null);
  const columns: Column<LearnerResult>[] = [
    { head: say(words.name), cell: ({ name }) => name },
    {
      head: say(words.result),
      cell: (one) => (mayRecord ? <ResultField key={keyOf(one)} one={one} /> : <ResultTag one={one} />),
    },
    {
      head: say(words.endedOn),
      cell: (one) =>
        mayRecord ? (
          <DayField key={keyOf(one)} one={one} seen={seen} told={told} />
        ) : (
          (one.result?.endedOn ?? '—')
        ),
    },
    {
      head: say(words.certificate),
      cell: (one) =>
        mayRecord ? <CertificateField key={keyOf(one)} one={one} /> : (one.result?.certificateNumber ?? '—'),
    },
    {
      head: say(words.corrections),
      cell: ({ corrections }) =>
        corrections.map(({ recordedMs, recordedBy, reason }) => (
          <span key={recordedMs} className="block text-ink-2">
            {say(sayCorrection(chinaDay(recordedMs), recordedBy, reason))}
          </span>
        )),
    },
  ];
  const table = (
    <DataTable
      caption={say(words.title)}
      columns={columns}
      rows={results}
      keyOf={({ enrolmentId }) => enrolmentId}
    />
  );
  return (
    <DeskPart title={say(words.title)}>
      {!mayRecord && <p className="text-ink-2">{say(words.waits)}</p>}
      {results.length === 0 ? (
        <Empty icon="people" say={say(words.noLearners)} />
      ) : mayRecord ? (
        <Form method="post" preventScrollReset className="flex min-w-0 flex-col gap-3">
          <input type="hidden" name="intent" value="results" />
          {results.map(({ enrolmentId }) => (
            <input key={enrolmentId} type="hidden" name="enrolment" value={enrolmentId} />
          ))}
          {table}
          {hasEntries && (
            <DeskField
              name="reason"
              label={say(words.reason)}
              hint={say(words.reasonHint)}
              error={told?.field === 'reason' ? say(words.reasonHint) : undefined}
              maxLength={200}
              autoComplete="off"
            />
          )}
          <span>
            <DeskButton busy={isSending({ intent: 'results' })}>{say(words.save)}</DeskButton>
          </span>
        </Form>
      ) : (
        table
      )}
    </DeskPart>
  );
}

function ResultTag({ one: { result } }: { one: LearnerResult }) {
  const say = useWords();
  if (result === null) return <StatusTag tone="plain">{say(words.none)}</StatusTag>;
  return (
    <StatusTag tone={result.isPassed ? 'ok' : 'warn'}>
      {say(result.isPassed ? words.passed : words.failed)}
    </StatusTag>
  );
}

function ResultField({ one: { enrolmentId, name, result } }: { one: LearnerResult }) {
  const say = useWords();
  const known = result === null ? '' : result.isPassed ? 'passed' : 'failed';
  return (
    <select
      name={resultField('result', enrolmentId)}
      aria-label={`${name} ${say(words.result)}`}
      defaultValue={known}
      className={fieldBox}
    >
      <option value="">{say(words.none)}</option>
      <option value="passed">{say(words.passed)}</option>
      <option value="failed">{say(words.failed)}</option>
    </select>
  );
}

function DayField({ one, seen, told }: { one: LearnerResult; seen: EndingSeen; told: FormTold }) {
  const say = useWords();
  const { enrolmentId, name, result } = one;
  const fault = told?.field === enrolmentId ? (told.facts['fault'] as ResultFault | undefined) : undefined;
  const usual = seen.assessmentOn !== null && seen.assessmentOn <= seen.today ? seen.assessmentOn : '';
  const id = resultField('day', enrolmentId);
  return (
    <span className="inline-flex flex-col">
      <input
        type="date"
        id={id}
        name={id}
        aria-label={`${name} ${say(words.endedOn)}`}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-error` : undefined}
        defaultValue={result?.endedOn ?? usual}
        max={seen.today}
        className={`${fieldBox} ${fault ? 'border-bad' : ''}`}
      />
      {fault && (
        <span id={`${id}-error`} className="font-bold text-bad">
          {say(resultFaultWords[fault])}
        </span>
      )}
    </span>
  );
}

function CertificateField({ one: { enrolmentId, name, result } }: { one: LearnerResult }) {
  const say = useWords();
  return (
    <input
      name={resultField('certificate', enrolmentId)}
      aria-label={`${name} ${say(words.certificate)}`}
      defaultValue={result?.certificateNumber ?? ''}
      maxLength={40}
      autoComplete="off"
      className={fieldBox}
    />
  );
}
