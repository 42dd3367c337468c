import { Form } from '@remix-run/react';
import type { Assessment } from '../presence/keeping/is-assessment-due.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DeskButton, DeskField } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { useSending } from '../ui/use-sending.ts';
import { faceDataWords as words } from './face-data-words.ts';

/** The register, newest first. */
export function AssessmentTable({ assessments }: { assessments: Assessment[] }) {
  const say = useWords();
  if (assessments.length === 0) return <p className="text-table text-ink-2">{say(words.noAssessments)}</p>;
  return (
    <DataTable
      caption={say(words.assessments)}
      rows={assessments}
      keyOf={({ id }) => id}
      columns={[
        { head: say(words.version), cell: ({ version }) => <b>{version}</b> },
        { head: say(words.assessedOn), cell: ({ assessedOn }) => assessedOn },
        { head: say(words.model), cell: ({ modelId }) => <code className="font-mono">{modelId}</code> },
        {
          head: say(words.summary),
          cell: ({ summary }) => <span className="block max-w-96 whitespace-normal">{summary}</span>,
        },
      ]}
    />
  );
}

/** Enters one of the model and thresholds as they are now. */
export function AssessmentForm({ refusedField }: { refusedField: string | null }) {
  const say = useWords();
  const isSending = useSending();
  const error = (field: string, sentence: string) => (refusedField === field ? sentence : undefined);
  return (
    <Form method="post" className="flex flex-wrap items-end gap-2">
      <DeskField
        name="version"
        label={say(words.version)}
        hint={say(words.versionHint)}
        error={error('version', say(words.versionWrong))}
        maxLength={40}
        required
        autoComplete="off"
      />
      <DeskField
        name="assessedOn"
        type="date"
        label={say(words.assessedOn)}
        error={error('assessedOn', say(words.dateWrong))}
        required
      />
      <DeskField
        name="summary"
        label={say(words.summary)}
        hint={say(words.summaryHint)}
        error={error('summary', say(words.summaryWrong))}
        minLength={10}
        maxLength={4000}
        required
        autoComplete="off"
      />
      <DeskButton busy={isSending()}>{say(words.enter)}</DeskButton>
    </Form>
  );
}
