import { Link } from '@remix-run/react';
import { DataTable } from '../ui/data-table.tsx';
import { DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { caseKindWords, pictureKindWords, viewReasonWords } from './case-words.ts';
import { ConsentPart, IdPhotoPart, WitnessPart } from './person-parts.tsx';
import { DeskPage } from './desk-page.tsx';
import { FacePart } from './face-part.tsx';
import { personWords } from './person-words.ts';
import type { DeskSeen } from './read-desk.server.ts';
import type { PersonSeen } from './read-person.server.ts';
import { sayMoment } from './say-moment.ts';
import { ViewReasonForm } from './view-reason-form.tsx';
import { roleWords } from './words.ts';

/** What a form of this page was answered: stored, or refused with a sentence. */
export type PersonTold = { form: string; say: string | null };

/** One learner's face data at the desk; a clerk acts here, an inspector reads. */
export function PersonPage({
  desk,
  person,
  viewReason,
  told,
}: {
  desk: DeskSeen;
  person: PersonSeen;
  viewReason: string | null;
  told: PersonTold | null;
}) {
  const say = useWords();
  const { learner, openCases, views } = person;
  const acts = desk.role === 'clerk';
  const errorOf = (form: string) => (told?.form === form ? (told.say ?? undefined) : undefined);
  const hasPicture = person.active !== null || person.idPhoto !== null;
  return (
    <DeskPage desk={desk} title={learner.name}>
      <p className="text-ink-2">
        {learner.maskedPhone} · {learner.institution}
      </p>
      {told && told.say === null && <Notice tone="ok" title={say(personWords.stored)} live />}
      {openCases.length > 0 && (
        <DeskPart title={say(personWords.open)}>
          <ul className="flex flex-wrap gap-3">
            {openCases.map(({ id, kind }) => (
              <li key={id}>
                <Link to={`/desk/reviews/${id}`} className="text-accent underline underline-offset-4">
                  {say(caseKindWords[kind])}
                </Link>
              </li>
            ))}
          </ul>
        </DeskPart>
      )}
      {hasPicture &&
        (viewReason === null ? (
          <ViewReasonForm />
        ) : (
          <p className="text-table text-ink-2">
            {say(viewReasonWords.now)}: {viewReason}
          </p>
        ))}
      <div className="grid gap-4 desk:grid-cols-2">
        <ConsentPart consent={person.consent} acts={acts} error={errorOf('consent')} />
        <IdPhotoPart person={person} acts={acts} shown={viewReason !== null} error={errorOf('id_photo')} />
        <FacePart person={person} acts={acts} shown={viewReason !== null} error={errorOf('change')} />
        <WitnessPart person={person} acts={acts} error={errorOf('witness')} />
      </div>
      <DeskPart title={say(personWords.views)}>
        {views.length === 0 ? (
          <p className="text-table text-ink-2">{say(personWords.noViews)}</p>
        ) : (
          <DataTable
            caption={say(personWords.views)}
            rows={views}
            keyOf={({ id }) => id}
            columns={[
              { head: say(personWords.when), cell: ({ atMs }) => sayMoment(atMs) },
              {
                head: say(personWords.viewer),
                cell: ({ viewer, role }) => `${viewer} · ${say(roleWords[role])}`,
              },
              { head: say(personWords.what), cell: ({ kind }) => say(pictureKindWords[kind]) },
              { head: say(personWords.why), cell: ({ reason }) => reason },
            ]}
          />
        )}
      </DeskPart>
    </DeskPage>
  );
}
