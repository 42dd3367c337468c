import { Form } from '@remix-run/react';
import { refusalWords } from '../platform/words.ts';
import type { FormTold } from '../training/application/application-told.ts';
import type { RowFault } from '../training/targets/read-target-rows.ts';
import type { TargetReached } from '../training/targets/read-targets.server.ts';
import { sayTargetFile, sayTargetRow } from '../training/targets/target-file-words.ts';
import { targetGroups, targetMeasures } from '../training/targets/target-group.ts';
import { columnWords } from '../training/targets/target-sheet.ts';
import { groupWords, measureWords, targetWords as words } from '../training/targets/targets-words.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DeskFile, DeskSelect } from '../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { useSending } from '../ui/use-sending.ts';

const link = 'inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4';

/** Sets one target, or changes the one that is `edited`. */
export function TargetForm({
  year,
  places,
  occupations,
  edited,
  told,
}: {
  year: number;
  places: { placeCode: string; name: string }[];
  occupations: { id: string; name: string }[];
  edited: TargetReached | null;
  told: FormTold;
}) {
  const say = useWords();
  const isSending = useSending();
  const isBusy = isSending({ intent: 'set' });
  const errorOf = (field: string, isLast = false) => {
    if (!told || told.field === 'file') return undefined;
    if (told.field !== field && !(isLast && !fields.includes(told.field ?? ''))) return undefined;
    if (told.refused === 'bad_shape') return say(words.wrongField);
    return `${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`;
  };
  return (
    <DeskPart title={say(words.set)}>
      <Form
        method="post"
        id="set"
        action={`/desk/targets?year=${year}`}
        preventScrollReset
        className="flex flex-col gap-3"
      >
        <input type="hidden" name="intent" value="set" />
        <div className="grid gap-3 desk:grid-cols-2">
          <DeskField
            name="placeCode"
            label={say(words.placeCode)}
            hint={say(words.placeHint)}
            error={errorOf('placeCode')}
            defaultValue={edited?.placeCode ?? ''}
            list="places"
            inputMode="numeric"
            maxLength={6}
            required
            autoComplete="off"
          />
          <DeskSelect
            name="scope"
            label={say(words.scope)}
            error={errorOf('scope')}
            defaultValue={edited?.scope ?? 'whole'}
            options={[
              { value: 'whole', label: say(words.whole) },
              { value: 'own', label: say(words.own) },
            ]}
          />
          <DeskSelect
            name="group"
            label={say(words.group)}
            error={errorOf('group')}
            defaultValue={edited?.group ?? 'care_service'}
            options={[
              ...targetGroups.map((value) => ({ value, label: say(groupWords[value]) })),
              ...occupations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <DeskSelect
            name="measure"
            label={say(words.measure)}
            error={errorOf('measure')}
            defaultValue={edited?.measure ?? 'trained'}
            options={targetMeasures.map((value) => ({ value, label: say(measureWords[value]) }))}
          />
          <DeskField
            name="fromYear"
            label={say(words.fromYear)}
            error={errorOf('fromYear')}
            defaultValue={String(edited?.fromYear ?? year)}
            inputMode="numeric"
            maxLength={4}
            required
            autoComplete="off"
          />
          <DeskField
            name="toYear"
            label={say(words.toYear)}
            hint={say(words.toYearHint)}
            error={errorOf('toYear')}
            defaultValue={edited && edited.toYear !== edited.fromYear ? String(edited.toYear) : ''}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
          />
          <DeskField
            name="people"
            label={say(words.peopleTyped)}
            error={errorOf('people', true)}
            defaultValue={edited ? String(edited.people) : ''}
            inputMode="numeric"
            maxLength={9}
            required
            autoComplete="off"
          />
        </div>
        <datalist id="places">
          {places.map(({ placeCode, name }) => (
            <option key={placeCode} value={placeCode}>
              {name}
            </option>
          ))}
        </datalist>
        <span>
          <DeskButton busy={isBusy}>{say(words.save)}</DeskButton>
        </span>
      </Form>
    </DeskPart>
  );
}

const fields = ['placeCode', 'scope', 'group', 'measure', 'fromYear', 'toYear', 'people'];

/** Brings a table of targets; rows that cannot be read are told one by one, and then nothing of it is stored. */
export function TargetFileForm({ year, told, faults }: { year: number; told: FormTold; faults: RowFault[] }) {
  const say = useWords();
  const isSending = useSending();
  const isBusy = isSending({ intent: 'bring' });
  const refused = told?.field === 'file' ? told : null;
  const error = refused
    ? say(sayTargetFile(String(refused.facts['fault'] ?? ''), Number(refused.facts['row'] ?? 0)))
    : faults.length > 0
      ? say(refusalWords.target_file.fix)
      : undefined;
  return (
    <DeskPart title={say(words.bring)}>
      <Form
        method="post"
        action={`/desk/targets?year=${year}`}
        encType="multipart/form-data"
        preventScrollReset
        className="flex flex-col gap-3"
      >
        <input type="hidden" name="intent" value="bring" />
        <DeskFile
          name="file"
          label={say(words.file)}
          hint={say(words.fileHint)}
          error={error}
          accept=".xlsx,.csv,.txt"
          required
        />
        <div className="flex flex-wrap items-center gap-4">
          <DeskButton busy={isBusy}>{say(words.upload)}</DeskButton>
          <a href={`/desk/targets/template.xlsx?year=${year}`} download className={link}>
            {say(words.template)}
          </a>
        </div>
      </Form>
      {faults.length > 0 && (
        <DataTable
          caption={say(words.problem)}
          rows={faults}
          keyOf={({ number, column }) => `${number} ${column}`}
          columns={[
            { head: say(words.row), numeric: true, cell: ({ number }) => number },
            {
              head: say(words.problem),
              cell: ({ number, column }) => say(sayTargetRow(number, columnWords[column], column)),
            },
          ]}
        />
      )}
    </DeskPart>
  );
}
