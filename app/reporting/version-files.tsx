import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { refuseCompanion } from '../approval/companion-rules.ts';
import type { AuthorVersion } from '../approval/read-version.server.ts';
import { authorWords } from '../approval/words.ts';
import { DeskFile, DeskText } from '../ui/desk-fields.tsx';
import { DeskButton, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { useSending } from '../ui/use-sending.ts';
import type { Words } from '../platform/words.ts';
import { isStored, sayRefusedForm, type ToldForm } from './told-form.ts';

type Part = { version: AuthorVersion; told: ToldForm | null };

/** One form of the page, with its button and what became of it. */
function PartForm({
  intent,
  told,
  withFile = false,
  children,
}: {
  intent: string;
  told: ToldForm | null;
  withFile?: boolean;
  children: ReactNode;
}) {
  const say = useWords();
  const isSending = useSending();
  return (
    <Form
      method="post"
      encType={withFile ? 'multipart/form-data' : undefined}
      preventScrollReset
      className="flex flex-col gap-2"
    >
      <input type="hidden" name="intent" value={intent} />
      {children}
      <div className="flex flex-wrap items-center gap-3">
        <DeskButton busy={isSending({ intent })}>{say(authorWords.save)}</DeskButton>
        <span role="status">
          {isStored(told, intent) && <StatusTag tone="ok">{say(authorWords.saved)}</StatusTag>}
        </span>
      </div>
    </Form>
  );
}

/** Licence and portrait rights, without which nothing is handed in. */
export function RightsPart({ version, told }: Part) {
  const say = useWords();
  const { licence, portraitRights } = version;
  const isOpen = refuseCompanion(version, 'rights') === null;
  const error = sayRefusedForm(told, 'rights', say);
  return (
    <DeskPart title={say(authorWords.rights)}>
      {isOpen ? (
        <PartForm intent="rights" told={told}>
          <DeskText
            name="licence"
            label={say(authorWords.licence)}
            hint={say(authorWords.licenceHint)}
            error={error}
            defaultValue={licence}
            maxLength={500}
            rows={2}
          />
          <DeskText
            name="portraitRights"
            label={say(authorWords.portraitRights)}
            hint={say(authorWords.portraitHint)}
            defaultValue={portraitRights}
            maxLength={500}
            rows={2}
          />
        </PartForm>
      ) : (
        <>
          <p className="break-words whitespace-pre-wrap">{licence || say(authorWords.none)}</p>
          <p className="break-words whitespace-pre-wrap">{portraitRights || say(authorWords.none)}</p>
        </>
      )}
    </DeskPart>
  );
}

/** Whether a file is there, and where it is looked at. */
function Stands({ version, file }: { version: AuthorVersion; file: string }) {
  const say = useWords();
  const isThere = version.files.includes(file);
  const mayLook = isThere && version.renditions.length > 0;
  return (
    <p className="flex flex-wrap items-center gap-3 text-table">
      <StatusTag tone={isThere ? 'ok' : 'plain'}>
        {say(isThere ? authorWords.has : authorWords.hasNot)}
      </StatusTag>
      {mayLook && (
        <a
          href={`/versions/${version.id}/${file}`}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {say(authorWords.look)}
        </a>
      )}
    </p>
  );
}

/** A companion: how it stands, and its form while it may be changed. */
function FilePart({
  version,
  companion,
  file,
  title,
  children,
}: {
  version: AuthorVersion;
  companion: 'captions' | 'transcript' | 'cover';
  file: string;
  title: Words;
  children: ReactNode;
}) {
  const say = useWords();
  const refused = refuseCompanion(version, companion);
  return (
    <DeskPart title={say(title)}>
      <Stands version={version} file={file} />
      {refused === null && children}
      {refused === 'version_step' && <p className="text-table text-ink-2">{say(authorWords.later)}</p>}
    </DeskPart>
  );
}

/** Captions, transcript and cover. */
export function FileParts({ version, told }: Part) {
  const say = useWords();
  return (
    <>
      <FilePart version={version} companion="captions" file="subtitles.vtt" title={authorWords.captions}>
        <PartForm intent="captions" told={told} withFile>
          <DeskFile
            name="captions"
            label={say(authorWords.captions)}
            hint={say(authorWords.captionsHint)}
            error={sayRefusedForm(told, 'captions', say)}
            accept=".vtt,.srt"
            required
          />
        </PartForm>
      </FilePart>
      <FilePart version={version} companion="transcript" file="transcript.txt" title={authorWords.transcript}>
        <PartForm intent="transcript" told={told}>
          <DeskText
            name="transcript"
            label={say(authorWords.transcript)}
            error={sayRefusedForm(told, 'transcript', say)}
            defaultValue={version.transcript ?? ''}
            rows={6}
            required
          />
        </PartForm>
      </FilePart>
      <FilePart version={version} companion="cover" file="poster.jpg" title={authorWords.cover}>
        <PartForm intent="cover" told={told} withFile>
          <DeskFile
            name="cover"
            label={say(authorWords.cover)}
            hint={say(authorWords.coverHint)}
            error={sayRefusedForm(told, 'cover', say)}
            accept="image/jpeg,image/png,image/webp"
            required
          />
        </PartForm>
      </FilePart>
    </>
  );
}
