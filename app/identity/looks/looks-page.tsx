import { Form } from '@remix-run/react';
import { viewerRoles } from './viewer-roles.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { NextPage } from '../../ui/next-page.tsx';
import { Empty } from '../../ui/states.tsx';
import { roleWords } from '../role-words.ts';
import { lookKinds } from './look-kinds.ts';
import { lookKindWords, lookPictureWords, lookWords as words, purposeWords, sayCount } from './look-words.ts';
import type { LookFilter, LookShown } from './read-looks.server.ts';

/** The log of looks with its filters, page by page. */
export function LooksPage({
  looks,
  filter,
  next,
}: {
  looks: LookShown[];
  filter: LookFilter;
  /** Where the next page begins; null: this is the last. */
  next: string | null;
}) {
  const say = useWords();
  const facts = { q: filter.q, kind: filter.kind, role: filter.role, from: filter.from, to: filter.to };
  const isNarrowed = Object.values(facts).some(Boolean);
  const any = { value: '', label: say(words.all) };
  return (
    <>
      <p className="text-ink-2">{say(words.about)}</p>
      <Form className="flex flex-wrap items-end gap-3" preventScrollReset>
        <DeskField
          name="q"
          type="search"
          label={say(words.name)}
          defaultValue={filter.q}
          maxLength={30}
          autoComplete="off"
        />
        <DeskSelect
          name="kind"
          label={say(words.kind)}
          defaultValue={filter.kind ?? ''}
          options={[any, ...lookKinds.map((value) => ({ value, label: say(lookKindWords[value]) }))]}
        />
        <DeskSelect
          name="role"
          label={say(words.role)}
          defaultValue={filter.role ?? ''}
          options={[any, ...viewerRoles.map((value) => ({ value, label: say(roleWords[value]) }))]}
        />
        <DeskField name="from" type="date" label={say(words.dayFrom)} defaultValue={filter.from ?? ''} />
        <DeskField name="to" type="date" label={say(words.dayTo)} defaultValue={filter.to ?? ''} />
        <DeskButton>{say(words.find)}</DeskButton>
      </Form>
      {looks.length === 0 ? (
        <Empty icon="eye" say={say(isNarrowed ? words.noneFound : words.none)} />
      ) : (
        <DataTable
          caption={say(words.title)}
          rows={looks}
          keyOf={({ seq }) => String(seq)}
          columns={[
            { head: say(words.when), cell: ({ day, time }) => `${day} ${time}` },
            {
              head: say(words.viewer),
              cell: ({ viewer, role }) => (
                <>
                  <b>{viewer}</b> · {say(roleWords[role])}
                </>
              ),
            },
            {
              head: say(words.whose),
              cell: ({ learner, className, count }) =>
                learner ?? `${className ? `${className} · ` : ''}${say(sayCount(count))}`,
            },
            {
              head: say(words.what),
              cell: ({ kind, pictureKind }) =>
                say(pictureKind ? lookPictureWords[pictureKind] : lookKindWords[kind]),
            },
            { head: say(words.why), cell: ({ reason, role }) => reason ?? say(purposeWords[role]) },
            { head: say(words.from), cell: ({ from }) => from },
          ]}
        />
      )}
      <NextPage next={next} />
    </>
  );
}
