import { Form } from '@remix-run/react';
import { refusalWords } from '../platform/words.ts';
import type { FormTold } from '../training/application/application-told.ts';
import { ClauseNote } from '../training/plan/clause-note.tsx';
import { quotaWords as words } from '../training/targets/quota/quota-words.ts';
import type { QuotaListed } from '../training/targets/quota/read-quotas.server.ts';
import { DeskSelect } from '../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowButton } from '../ui/row-button.tsx';
import { Empty } from '../ui/states.tsx';
import { useSending } from '../ui/use-sending.ts';
import { nameQuota, QuotaTable } from './quota-table.tsx';

type Named = { id: string; name: string };

/** The subsidised places of a year, and the form that sets them (P041). */
export function QuotasPage({
  year,
  quotas,
  areaCode,
  areas,
  institutions,
  occupations,
  told,
  isStored,
}: {
  year: number;
  quotas: QuotaListed[];
  /** Of this bureau: what it set itself it may take back. */
  areaCode: string;
  areas: { placeCode: string; name: string }[];
  institutions: Named[];
  occupations: Named[];
  told: FormTold;
  isStored: boolean;
}) {
  const say = useWords();
  const isSending = useSending();
  const error =
    told &&
    (told.refused === 'bad_shape'
      ? say(words.wrongField)
      : `${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`);
  const errorOf = (field: string) => (told?.field === field && error ? error : undefined);
  const isElsewhere = told && !['of', 'year', 'occupationId', 'places'].includes(told.field ?? '');
  return (
    <>
      {isElsewhere && (
        <Notice tone="warn" title={say(words.elsewhere)} live>
          {error}
        </Notice>
      )}
      {!told && isStored && <Notice tone="ok" title={say(words.stored)} live />}
      <Form className="not-printed flex flex-wrap items-end gap-2">
        <span className="w-32">
          <YearField id="shown" name="year" label={say(words.year)} year={year} />
        </span>
        <DeskButton>{say(words.show)}</DeskButton>
      </Form>
      {quotas.length === 0 ? (
        <Empty icon="people" say={say(words.none)}>
          {say(words.noneFix)}
        </Empty>
      ) : (
        <QuotaTable
          quotas={quotas}
          action={(quota) =>
            quota.areaCode === areaCode && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="lift" />
                <input type="hidden" name="quotaId" value={quota.id} />
                <RowButton aria-label={`${say(words.lift)} ${nameQuota(quota)}`}>{say(words.lift)}</RowButton>
              </Form>
            )
          }
        />
      )}
      <DeskPart title={say(words.set)}>
        <Form
          method="post"
          key={isStored ? quotas.length : 'form'}
          preventScrollReset
          className="flex flex-col gap-3"
        >
          <input type="hidden" name="intent" value="set" />
          <div className="grid gap-3 desk:grid-cols-4">
            <DeskSelect
              name="of"
              label={say(words.of)}
              error={errorOf('of')}
              options={[
                ...areas.map(({ placeCode, name }) => ({ value: `place:${placeCode}`, label: name })),
                ...institutions.map(({ id, name }) => ({ value: `institution:${id}`, label: name })),
              ]}
            />
            <DeskSelect
              name="occupationId"
              label={say(words.occupation)}
              error={errorOf('occupationId')}
              options={[
                { value: '', label: say(words.anyOccupation) },
                ...occupations.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <YearField id="year" name="year" label={say(words.year)} year={year} error={errorOf('year')} />
            <DeskField
              name="places"
              label={say(words.placesTyped)}
              error={errorOf('places')}
              inputMode="numeric"
              maxLength={7}
              required
              autoComplete="off"
            />
          </div>
          <p className="text-table text-ink-2">{say(words.placesHint)}</p>
          <ClauseNote ids={['P041']} />
          <span>
            <DeskButton busy={isSending()}>{say(words.save)}</DeskButton>
          </span>
        </Form>
      </DeskPart>
    </>
  );
}

/** A year of four digits. */
export function YearField({
  id,
  name,
  label,
  year,
  error,
}: {
  id: string;
  name: string;
  label: string;
  year: number;
  error?: string | undefined;
}) {
  return (
    <DeskField
      id={id}
      name={name}
      label={label}
      error={error}
      defaultValue={String(year)}
      inputMode="numeric"
      maxLength={4}
      required
      autoComplete="off"
    />
  );
}
