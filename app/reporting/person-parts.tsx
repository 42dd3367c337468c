import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { consentNotice } from '../identity/consent-page-words.ts';
import type { ConsentStanding } from '../identity/consent-version.ts';
import { DeskButton, DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { useSending } from '../ui/use-sending.ts';
import { caseWords } from './case-words.ts';
import { consentStandingWords, personWords } from './person-words.ts';
import { PictureCard } from './picture-card.tsx';
import type { PersonSeen } from './read-person.server.ts';
import { sayMoment } from './say-moment.ts';

/** A form of the page; `intent` tells the action which. */
export function PersonForm({
  intent,
  submit,
  children,
  files = false,
}: {
  intent: string;
  submit: string;
  children?: ReactNode;
  files?: boolean;
}) {
  const isSending = useSending();
  return (
    <Form
      method="post"
      encType={files ? 'multipart/form-data' : 'application/x-www-form-urlencoded'}
      className="flex flex-wrap items-end gap-2"
    >
      <input type="hidden" name="intent" value={intent} />
      {children}
      <DeskButton busy={isSending({ intent })}>{submit}</DeskButton>
    </Form>
  );
}

/** A sentence about a form without a field of its own. */
function FormError({ error }: { error: string | undefined }) {
  if (!error) return null;
  return (
    <p role="alert" className="flex items-start gap-1 font-bold text-bad">
      <Icon name="bad" className="mt-1" />
      {error}
    </p>
  );
}

/** How her consent stands; a clerk may note it while she is there and has heard the notice. */
export function ConsentPart({
  consent,
  acts,
  error,
}: {
  consent: ConsentStanding;
  acts: boolean;
  error: string | undefined;
}) {
  const say = useWords();
  const { standing, atMs, channel, version, isCurrent } = consent;
  return (
    <DeskPart title={say(personWords.consent)}>
      <p className="flex flex-wrap items-center gap-2">
        <StatusTag tone={isCurrent ? 'ok' : 'warn'}>{say(consentStandingWords[standing])}</StatusTag>
        {atMs !== null && (
          <span className="text-table text-ink-2">
            {sayMoment(atMs)} · {say(channel === 'desk' ? personWords.channelDesk : personWords.channelOwn)} ·{' '}
            {version}
          </span>
        )}
      </p>
      {standing === 'given' && !isCurrent && <p>{say(personWords.outdated)}</p>}
      {acts && !isCurrent && (
        <>
          <details className="text-table">
            <summary className="flex min-h-9 items-center gap-1 font-bold text-accent">
              <Icon name="forward" />
              {say(personWords.notice)}
            </summary>
            <dl>
              {consentNotice.map(({ name, lines }) => (
                <div key={name.zh}>
                  <dt className="font-bold">{say(name)}</dt>
                  {lines.map((line) => (
                    <dd key={line.zh}>{say(line)}</dd>
                  ))}
                </div>
              ))}
            </dl>
          </details>
          <p className="text-table text-ink-2">{say(personWords.consentAtDesk)}</p>
          <FormError error={error} />
          <PersonForm intent="consent" submit={say(personWords.give)} />
        </>
      )}
    </DeskPart>
  );
}

/** The photograph of her ID document; refused files are told in one sentence. */
export function IdPhotoPart({
  person: { idPhoto, consent, standing },
  acts,
  shown,
  error,
}: {
  person: PersonSeen;
  acts: boolean;
  /** It is on record why pictures are looked at. */
  shown: boolean;
  error: string | undefined;
}) {
  const say = useWords();
  const frozen = standing.activeId !== null && !standing.changeAllowed;
  return (
    <DeskPart title={say(personWords.idPhoto)}>
      {idPhoto === null ? (
        <p className="text-table text-ink-2">{say(caseWords.noPicture)}</p>
      ) : shown ? (
        <PictureCard title={say(personWords.idPhoto)} picture={idPhoto} />
      ) : (
        <p className="text-table">{sayMoment(idPhoto.atMs)}</p>
      )}
      {acts && !consent.isCurrent && <p className="text-table text-ink-2">{say(personWords.idPhotoFirst)}</p>}
      {acts && consent.isCurrent && frozen && (
        <p className="text-table text-ink-2">{say(personWords.frozen)}</p>
      )}
      {acts && consent.isCurrent && !frozen && (
        <PersonForm intent="id_photo" submit={say(personWords.upload)} files>
          <DeskField
            name="photo"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            required
            label={say(personWords.choose)}
            hint={`${say(personWords.idPhotoHint)} ${idPhoto ? say(personWords.replaces) : ''}`}
            error={error}
          />
        </PersonForm>
      )}
    </DeskPart>
  );
}

/** A clerk who has the learner before her says so; until the day ends she may study. */
export function WitnessPart({
  person: { witnessedUntilMs, witnesses },
  acts,
  error,
}: {
  person: PersonSeen;
  acts: boolean;
  error: string | undefined;
}) {
  const say = useWords();
  return (
    <DeskPart title={say(personWords.witness)}>
      {witnessedUntilMs !== null ? (
        <p className="flex flex-wrap items-center gap-2">
          <StatusTag tone="ok">{say(personWords.witnessedToday)}</StatusTag>
          <span className="text-table text-ink-2">
            {say(personWords.until)} {sayMoment(witnessedUntilMs)}
          </span>
        </p>
      ) : (
        <p className="text-table text-ink-2">{say(personWords.witnessHint)}</p>
      )}
      {acts && witnessedUntilMs === null && (
        <PersonForm intent="witness" submit={say(personWords.witnessed)}>
          <DeskField
            name="witness-reason"
            label={say(personWords.witnessWhy)}
            error={error}
            minLength={4}
            maxLength={300}
            required
            autoComplete="off"
          />
        </PersonForm>
      )}
      <ul className="text-table">
        {witnesses.map(({ id, clerk, reason, atMs }) => (
          <li key={id}>
            {sayMoment(atMs)} · {clerk} · {reason}
          </li>
        ))}
      </ul>
    </DeskPart>
  );
}
