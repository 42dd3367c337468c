import { Form, Link } from '@remix-run/react';
import { useState } from 'react';
import { refusalWords } from '../../platform/words.ts';
import { ClauseNote } from '../plan/clause-note.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Notice, StatusTag } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { QualificationPart } from '../targets/quota/qualification-part.tsx';
import type { Qualification } from '../targets/quota/qualification.server.ts';
import { namePlace } from '../targets/place-names.ts';
import type { FormTold } from './application-told.ts';
import { applicationWords, sayApplication } from './application-words.ts';
import { institutionWords as words, standingWords } from './institution-words.ts';
import { standings, type Standing } from './judge-standing.ts';
import type { StandingTold } from './read-standings.server.ts';
import type { InstitutionListed } from './set-standing.server.ts';

const tones = { normal: 'ok', rectifying: 'warn', barred: 'bad' } as const;

/** The institutions of a bureau's area, and beside them the one whose standing it changes (P044, P060). */
export function InstitutionsPage({
  institutions,
  open,
  earliest,
  today,
  told,
  isStored,
  isRecorded,
}: {
  institutions: InstitutionListed[];
  open: {
    id: string;
    name: string;
    standings: StandingTold[];
    qualifications: Qualification[];
    occupations: { id: string; name: string }[];
  } | null;
  today: string;
  /** First day on which a rectification that begins today may end. */
  earliest: string;
  told: FormTold;
  isStored: boolean;
  /** What an institution is entitled to was recorded just now. */
  isRecorded: boolean;
}) {
  const say = useWords();
  if (institutions.length === 0) return <Empty icon="people" say={say(words.none)} />;
  return (
    <>
      {!told && isStored && <Notice tone="ok" title={say(words.stored)} live />}
      <div
        className={
          open
            ? 'flex min-w-0 flex-col gap-4 desk:grid desk:grid-cols-[minmax(0,1fr)_22rem] desk:items-start'
            : 'min-w-0'
        }
      >
        {open && (
          <div className="flex min-w-0 flex-col gap-4 desk:order-last">
            <StandingForm key={open.id} open={open} earliest={earliest} told={told} />
            <QualificationPart
              key={`${open.id} ${open.qualifications.length}`}
              institutionId={open.id}
              qualifications={open.qualifications}
              occupations={open.occupations}
              today={today}
              isRecorded={isRecorded && told === null}
            />
          </div>
        )}
        <DataTable
          caption={say(words.title)}
          rows={institutions}
          keyOf={({ id }) => id}
          columns={[
            { head: say(words.name), cell: ({ name }) => <b>{name}</b> },
            {
              head: say(words.standing),
              cell: ({ standing }) => (
                <StatusTag tone={tones[standing]}>{say(standingWords[standing])}</StatusTag>
              ),
            },
            {
              head: say(words.until),
              cell: ({ standing, untilDay }) => untilDay ?? (standing === 'normal' ? '—' : say(words.always)),
            },
            { head: say(words.classes), numeric: true, cell: ({ classes }) => classes },
            {
              head: say(words.change),
              cell: ({ id, name }) => (
                <Link
                  to={`/desk/institutions?institution=${id}`}
                  preventScrollReset
                  aria-current={open?.id === id || undefined}
                  aria-label={`${say(words.change)} ${name}`}
                  className="inline-flex min-h-9 items-center justify-center rounded-field border border-line px-2 text-table hover:bg-accent-soft"
                >
                  {say(words.change)}
                </Link>
              ),
            },
            // Beside an open form there is no room for them, and the form tells why.
            ...(open
              ? []
              : [
                  {
                    head: say(words.place),
                    cell: ({ placeCode }: InstitutionListed) => namePlace(placeCode),
                  },
                  {
                    head: say(words.reason),
                    cell: ({ reason }: InstitutionListed) => (
                      <span className="block min-w-60 whitespace-pre-line">{reason ?? '—'}</span>
                    ),
                  },
                ]),
          ]}
        />
      </div>
    </>
  );
}

function StandingForm({
  open,
  earliest,
  told,
}: {
  open: { id: string; name: string; standings: StandingTold[] };
  earliest: string;
  told: FormTold;
}) {
  const say = useWords();
  const isSending = useSending();
  const [standing, setStanding] = useState<Standing>('rectifying');
  const error =
    told &&
    (told.refused === 'bad_shape'
      ? say(applicationWords.wrongField)
      : `${say(refusalWords[told.refused].say)} ${say(refusalWords[told.refused].fix)}`);
  const errorOf = (field: string) => (told?.field === field && error ? error : undefined);
  const elsewhere = told && !['untilDay', 'reason'].includes(told.field ?? '');
  return (
    <DeskPart title={`${say(words.set)} · ${open.name}`}>
      {elsewhere && <Notice tone="warn" title={error} live />}
      <Form method="post" preventScrollReset className="flex flex-col gap-3">
        <input type="hidden" name="institution" value={open.id} />
        <DeskSelect
          name="standing"
          label={say(words.standing)}
          value={standing}
          onChange={({ currentTarget }) =>
            setStanding(standings.find((one) => one === currentTarget.value) ?? 'normal')
          }
          options={standings.map((value) => ({ value, label: say(standingWords[value]) }))}
        />
        {standing === 'normal' ? (
          <input type="hidden" name="untilDay" value="" />
        ) : (
          <DeskField
            name="untilDay"
            type="date"
            label={say(words.untilDay)}
            hint={standing === 'rectifying' ? say(sayApplication.earliest(earliest)) : say(words.always)}
            error={errorOf('untilDay')}
            required={standing === 'rectifying'}
          />
        )}
        <DeskField
          name="reason"
          label={say(words.reason)}
          hint={say(words.reasonHint)}
          error={errorOf('reason')}
          minLength={4}
          maxLength={500}
          required
          autoComplete="off"
        />
        <ClauseNote ids={standing === 'barred' ? ['P044', 'P060'] : ['P044', 'P057']} />
        <span>
          <DeskButton busy={isSending()}>{say(words.save)}</DeskButton>
        </span>
      </Form>
      {open.standings.length > 0 && (
        <>
          <h3 className="font-bold">{say(words.history)}</h3>
          <ul className="flex flex-col gap-2 text-table">
            {open.standings.toReversed().map((one) => (
              <li key={one.id}>
                <b>{say(standingWords[one.standing])}</b> {one.fromDay} – {one.untilDay ?? say(words.always)}{' '}
                · {one.bureau}
                <p>{one.reason}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </DeskPart>
  );
}
