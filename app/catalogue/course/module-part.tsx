import { Form } from '@remix-run/react';
import { DeskButton, DeskField } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon } from '../../ui/icon.tsx';
import { courseWords as words, sayCourse } from '../words.ts';
import { LessonRow } from './lesson-row.tsx';
import type { ModulePlanned } from './read-course-plan.server.ts';
import { RowMoves } from './row-moves.tsx';
import { wholeMinutes } from './whole-minutes.ts';

/** One module with its lessons; `before`: how many lessons stand ahead of it in the course. */
export function ModulePart({
  module,
  before,
  editable,
  isFirst,
  isLast,
}: {
  module: ModulePlanned;
  before: number;
  editable: boolean;
  isFirst: boolean;
  isLast: boolean;
}) {
  const say = useWords();
  const { id, name, lessons } = module;
  const publishedMs = lessons.reduce((sum, one) => sum + (one.publishedMs ?? 0), 0);
  const planned = lessons.reduce((sum, one) => sum + (one.plannedMinutes ?? 0), 0);
  return (
    <section aria-labelledby={`module-${id}`} className="rounded-button border border-hair bg-card p-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 id={`module-${id}`} className="font-bold">
          {name}
        </h3>
        <span className="text-table text-ink-2 tabular-nums">
          {say(words.published)} {say(sayCourse.minutes(wholeMinutes(publishedMs)))} · {say(words.planned)}{' '}
          {say(sayCourse.minutes(planned))}
        </span>
        {editable && (
          <span className="ml-auto flex flex-wrap gap-1">
            <RowMoves
              {...{ what: 'module', id, title: name, isFirst, isLast }}
              isRemovable={lessons.length === 0}
            />
          </span>
        )}
      </div>
      {lessons.length === 0 ? (
        <p className="text-table text-ink-2">{say(words.emptyModule)}</p>
      ) : (
        <ol className="mt-1">
          {lessons.map((lesson, i) => (
            <LessonRow
              key={lesson.id}
              lesson={lesson}
              ordinal={before + i + 1}
              editable={editable}
              isFirst={isFirst && i === 0}
              isLast={isLast && i === lessons.length - 1}
            />
          ))}
        </ol>
      )}
      {editable && (
        <details className="mt-1">
          <summary className="inline-flex min-h-9 items-center gap-1 rounded-field px-2 text-table text-accent">
            <Icon name="forward" />
            {say(words.rename)}
            <span className="only-heard">{name}</span>
          </summary>
          <Form method="post" replace preventScrollReset className="flex flex-wrap items-end gap-2 p-2">
            <input type="hidden" name="intent" value="rename-module" />
            <input type="hidden" name="moduleId" value={id} />
            <DeskField
              key={name}
              id={`name-${id}`}
              name="name"
              label={say(words.moduleName)}
              defaultValue={name}
              maxLength={30}
              required
              autoComplete="off"
            />
            <DeskButton>{say(words.rename)}</DeskButton>
          </Form>
        </details>
      )}
    </section>
  );
}
