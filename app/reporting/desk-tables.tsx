import { Link } from '@remix-run/react';
import { isDemoDocument } from '../approval/review-view.ts';
import { reviewWords, videoStateWords } from '../approval/review-words.ts';
import { sayLength } from '../study/say-time.ts';
import { DataTable, type Column } from '../ui/data-table.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { StatusTag, type Tone } from '../ui/notice.tsx';
import type { LearnerSeen } from './read-learners.server.ts';
import type { LessonSeen } from './read-lessons.server.ts';
import { sayMoment } from './say-moment.ts';
import { deskWords } from './words.ts';

/** Learners with what is credited, withheld and when they last studied; an inspector may take the evidence with them. */
export function LearnerTable({
  caption,
  learners,
  inspects,
}: {
  caption: string;
  learners: LearnerSeen[];
  inspects: boolean;
}) {
  const say = useWords();
  const { lang } = useFrame();
  const columns: Column<LearnerSeen>[] = [
    {
      head: say(deskWords.name),
      cell: ({ id, name }) => (
        <Link
          to={`/desk/people/${id}`}
          className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
        >
          {name}
        </Link>
      ),
    },
    { head: say(deskWords.phone), cell: ({ maskedPhone }) => maskedPhone },
    ...(inspects
      ? [{ head: say(deskWords.institution), cell: ({ institution }: LearnerSeen) => institution }]
      : []),
    { head: say(deskWords.className), cell: ({ className }) => className ?? say(deskWords.none) },
    { head: say(deskWords.credited), numeric: true, cell: ({ creditedMs }) => sayLength(creditedMs, lang) },
    {
      head: say(deskWords.withheld),
      numeric: true,
      cell: ({ withheldMs }) =>
        withheldMs > 0 ? (
          <StatusTag tone="warn">{sayLength(withheldMs, lang)}</StatusTag>
        ) : (
          <span className="text-ink-2">{say(deskWords.none)}</span>
        ),
    },
    {
      head: say(deskWords.lastStudied),
      cell: ({ lastStudiedMs }) => (lastStudiedMs === null ? say(deskWords.never) : sayMoment(lastStudiedMs)),
    },
  ];
  if (inspects)
    columns.push({
      head: say(deskWords.evidence),
      cell: ({ id, name }) => (
        <a
          href={`/study/evidence?learner=${id}`}
          download
          aria-label={`${say(deskWords.export)} ${name}`}
          className="inline-flex min-h-9 items-center gap-1 rounded-field px-2 font-bold text-accent underline underline-offset-4"
        >
          <Icon name="file" />
          {say(deskWords.export)}
        </a>
      ),
    });
  return <DataTable caption={caption} columns={columns} rows={learners} keyOf={({ id }) => id} />;
}

/** The colour and icon of each state of a version. */
export const stateTone: Record<LessonSeen['state'], Tone> = {
  uploaded: 'info',
  processing: 'info',
  processed: 'info',
  submitted: 'warn',
  returned: 'warn',
  rejected: 'bad',
  approved: 'ok',
  published: 'ok',
  withdrawn: 'plain',
  failed: 'bad',
};

/** Lesson videos with their state and the hash of their bytes. */
export function LessonTable({ lessons }: { lessons: LessonSeen[] }) {
  const say = useWords();
  const { lang } = useFrame();
  const columns: Column<LessonSeen>[] = [
    {
      head: say(deskWords.lesson),
      cell: ({ title, to }) =>
        to === null ? (
          <b>{title}</b>
        ) : (
          <Link
            to={to}
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {title}
          </Link>
        ),
    },
    { head: say(deskWords.occupation), cell: ({ occupation }) => occupation },
    { head: say(deskWords.version), numeric: true, cell: ({ number }) => number },
    {
      head: say(deskWords.state),
      cell: ({ state, stepPct, approvalDocument }) => (
        <span className="flex flex-wrap gap-2">
          <StatusTag tone={stateTone[state]}>
            {say(videoStateWords[state])}
            {state === 'processing' && ` ${stepPct}%`}
          </StatusTag>
          {isDemoDocument(approvalDocument) && <StatusTag tone="warn">{say(reviewWords.demo)}</StatusTag>}
        </span>
      ),
    },
    {
      head: say(deskWords.length),
      numeric: true,
      cell: ({ durationMs }) => (durationMs === null ? say(deskWords.none) : sayLength(durationMs, lang)),
    },
    {
      head: say(deskWords.hash),
      cell: ({ contentHash }) =>
        contentHash === null ? (
          say(deskWords.none)
        ) : (
          <code className="font-mono" title={contentHash}>
            {contentHash.slice(0, 16)}
          </code>
        ),
    },
  ];
  return (
    <DataTable caption={say(deskWords.lessons)} columns={columns} rows={lessons} keyOf={({ id }) => id} />
  );
}
