import { Link, useNavigate, useRevalidator } from '@remix-run/react';
import type { AuthorLesson, VersionListed } from '../approval/read-lesson.server.ts';
import { videoStateWords } from '../approval/review-words.ts';
import { authorWords } from '../approval/words.ts';
import { sayLength } from '../study/say-time.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { DeskPart } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { StatusTag } from '../ui/notice.tsx';
import { sayBytes } from '../ui/say-bytes.ts';
import { stateTone } from './desk-tables.tsx';
import { LessonForm } from './lesson-form.tsx';
import { sayMoment } from './say-moment.ts';
import { ScriptForm } from './script-form.tsx';
import type { ToldForm } from './told-form.ts';
import { UploadPart } from './upload-part.tsx';

/** What a browser offers to choose from; the server looks at the bytes. */
const videoFiles = 'video/*,.mp4,.mov,.m4v,.mkv,.webm,.ts,.m2ts,.mts';

/** A lesson on its author's desk: its versions, a way to bring the next one, and what it is about. */
export function LessonDesk({ lesson, told }: { lesson: AuthorLesson; told: ToldForm | null }) {
  const say = useWords();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  return (
    <>
      <p className="text-ink-2">{[lesson.occupation, lesson.module].filter(Boolean).join(' · ')}</p>
      {lesson.versions.length === 0 ? (
        <p className="font-bold">{say(authorWords.noVersions)}</p>
      ) : (
        <VersionTable versions={lesson.versions} />
      )}
      <div className="flex flex-col gap-4 desk:flex-row desk:items-start">
        <div className="flex min-w-0 grow flex-col gap-4 desk:w-1/2">
          <DeskPart title={say(authorWords.upload)}>
            <UploadPart
              aim={{ purpose: 'video', lessonId: lesson.id }}
              label={say(authorWords.drop)}
              hint={say(authorWords.uploadHint)}
              accept={videoFiles}
              onDone={(id) => navigate(`/desk/versions/${id}`)}
              onGone={revalidate}
            />
            <WaitingUploads uploads={lesson.uploads} onGone={revalidate} />
          </DeskPart>
          <ScriptForm lesson={lesson} told={told} />
        </div>
        <div className="min-w-0 desk:w-1/2">
          <LessonForm key={lesson.id} lesson={lesson} told={told} />
        </div>
      </div>
    </>
  );
}

/** Every version with its state; an author opens those of the own institution. */
function VersionTable({ versions }: { versions: VersionListed[] }) {
  const say = useWords();
  const { lang } = useFrame();
  const columns: Column<VersionListed>[] = [
    {
      head: say(authorWords.version),
      cell: ({ id, number, isOwn }) =>
        isOwn ? (
          <Link
            to={`/desk/versions/${id}`}
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {say(authorWords.version)} {number}
          </Link>
        ) : (
          `${say(authorWords.version)} ${number}`
        ),
    },
    {
      head: say(authorWords.state),
      cell: ({ state, stepPct }) => (
        <StatusTag tone={stateTone[state]}>
          {say(videoStateWords[state])}
          {state === 'processing' && ` ${stepPct}%`}
        </StatusTag>
      ),
    },
    {
      head: say(authorWords.source),
      cell: ({ sourceKind, sourceName }) => (
        <bdi className="block max-w-64 truncate" title={sourceName}>
          {sourceKind === 'script' ? say(authorWords.script) : sourceName}
        </bdi>
      ),
    },
    {
      head: say(authorWords.length),
      numeric: true,
      cell: ({ durationMs }) => (durationMs === null ? say(authorWords.none) : sayLength(durationMs, lang)),
    },
    { head: say(authorWords.made), cell: ({ createdMs }) => sayMoment(createdMs) },
    {
      head: say(authorWords.hash),
      cell: ({ contentSha256 }) =>
        contentSha256 === null ? (
          say(authorWords.none)
        ) : (
          <code className="font-mono" title={contentSha256}>
            {contentSha256.slice(0, 12)}
          </code>
        ),
    },
  ];
  return (
    <DataTable caption={say(authorWords.versions)} columns={columns} rows={versions} keyOf={({ id }) => id} />
  );
}

/** What this author began and did not finish. */
function WaitingUploads({ uploads, onGone }: { uploads: AuthorLesson['uploads']; onGone(): void }) {
  const say = useWords();
  if (uploads.length === 0) return null;
  const giveUp = async (id: string) => {
    const { giveUpload } = await import('../approval/upload.client.ts');
    await giveUpload(id);
    onGone();
  };
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-bold">{say(authorWords.waiting)}</h3>
      <p className="text-table text-ink-2">{say(authorWords.waitingHint)}</p>
      <ul className="flex flex-col gap-1 text-table">
        {uploads.map(({ id, name, bytes, writtenBytes }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <bdi className="min-w-0 break-all">{name}</bdi>
            <span className="tabular-nums">
              {Math.floor((writtenBytes / bytes) * 100)}% · {sayBytes(bytes)}
            </span>
            <button
              type="button"
              onClick={() => void giveUp(id)}
              aria-label={`${say(authorWords.giveUp)} ${name}`}
              className="min-h-9 rounded-field border-2 border-line px-2"
            >
              {say(authorWords.giveUp)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
