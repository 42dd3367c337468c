import { Link, useSubmit } from '@remix-run/react';
import type { KeyboardEvent } from 'react';
import { videoStateWords } from '../../approval/review-words.ts';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { isTopicTag } from '../topic-tags.ts';
import { courseWords as words, sayCourse, topicWords } from '../words.ts';
import type { LessonPlanned } from './read-course-plan.server.ts';
import { RowMoves } from './row-moves.tsx';
import { wholeMinutes } from './whole-minutes.ts';

/** One lesson of a course: what it is, where it stands, and how it is moved. Alt+↑ and Alt+↓ move it too. */
export function LessonRow({
  lesson,
  ordinal,
  editable,
  isFirst,
  isLast,
}: {
  lesson: LessonPlanned;
  ordinal: number;
  editable: boolean;
  isFirst: boolean;
  isLast: boolean;
}) {
  const say = useWords();
  const submit = useSubmit();
  const { id, title, state, publishedMs, plannedMinutes, standardItem, tags } = lesson;
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? '-1' : event.key === 'ArrowDown' ? '1' : null;
    if (!event.altKey || by === null || !editable) return;
    event.preventDefault();
    submit(
      { intent: 'move-lesson', lessonId: id, by },
      { method: 'post', preventScrollReset: true, replace: true },
    );
  };
  const topics = tags.filter(isTopicTag).map((tag) => say(topicWords(tag)));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-hair py-1">
      <span className="w-8 text-right text-ink-2 tabular-nums">{ordinal}</span>
      <span className="min-w-0 grow basis-64">
        {lesson.mine ? (
          <Link
            id={`lesson-${id}`}
            to={`/desk/lessons/${id}`}
            onKeyDown={move}
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {title}
          </Link>
        ) : (
          <b>{title}</b>
        )}
        <span className="block text-table text-ink-2">
          {[standardItem ?? say(words.noItem), topics.join('、')].filter(Boolean).join(' | ')}
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-2 text-table">
        {lesson.isDemo && <StatusTag tone="warn">{say(words.demo)}</StatusTag>}
        {lesson.isShared && <StatusTag tone="info">{say(words.shared)}</StatusTag>}
        <StatusTag tone={publishedMs === null ? 'plain' : 'ok'}>
          {say(
            publishedMs !== null
              ? videoStateWords.published
              : state === null
                ? words.outlined
                : videoStateWords[state],
          )}
        </StatusTag>
        <span className="w-24 text-right tabular-nums">
          {publishedMs !== null
            ? say(sayCourse.minutes(wholeMinutes(publishedMs)))
            : plannedMinutes !== null && `${say(words.planned)} ${say(sayCourse.minutes(plannedMinutes))}`}
        </span>
      </span>
      {editable && (
        <span className="flex gap-1">
          <RowMoves
            {...{ what: 'lesson', id, title, isFirst, isLast }}
            isRemovable={!lesson.isReleased}
            onKeyDown={move}
          />
        </span>
      )}
    </li>
  );
}
