import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { advisedTags, requiredTags, type TopicTag } from '../topic-tags.ts';
import { courseWords as words, sayCourse, topicWords } from '../words.ts';
import {
  findAdvisedTopics,
  findMissingTopics,
  weighItems,
  type ItemWeighed,
  type PlannedLesson,
} from './check-course.ts';
import type { ItemWritten } from './read-standard-items.ts';
import { wholeMinutes } from './whole-minutes.ts';

/** Which subjects a course covers: the nine that it must have (P093), and those it is advised to have (P094–P097). */
export function CoveragePart({ lessons }: { lessons: PlannedLesson[] }) {
  const say = useWords();
  const missing = new Set<TopicTag>([...findMissingTopics(lessons), ...findAdvisedTopics(lessons)]);
  const list = (tags: readonly TopicTag[], absent: 'bad' | 'warn') => (
    <ul className="flex flex-wrap gap-2">
      {tags.map((tag) => (
        <li key={tag}>
          <StatusTag tone={missing.has(tag) ? absent : 'ok'}>{say(topicWords(tag))}</StatusTag>
        </li>
      ))}
    </ul>
  );
  const names = findMissingTopics(lessons).map((tag) => say(topicWords(tag)));
  return (
    <DeskPart title={say(words.coverage)}>
      <p className="text-table text-ink-2">{say(words.coverageWhy)}</p>
      {list(requiredTags, 'bad')}
      {names.length > 0 && <p className="font-bold text-bad">{say(sayCourse.missing(names))}</p>}
      <p className="text-table text-ink-2">{say(words.advised)}</p>
      {list(advisedTags, 'warn')}
    </DeskPart>
  );
}

/** A share of a hundred as a bar; the number stands beside it. */
function Bar({ pct, className }: { pct: number; className: string }) {
  return (
    <svg width="100" height="10" aria-hidden="true" focusable="false" className={className}>
      <rect width="100" height="10" rx="5" fill="currentColor" opacity="0.15" />
      <rect width={Math.min(100, pct)} height="10" rx="5" fill="currentColor" />
    </svg>
  );
}

/** Minutes of every work content beside its weight in the standard (P077). */
export function WeightsPart({ lessons, items }: { lessons: PlannedLesson[]; items: ItemWritten[] }) {
  const say = useWords();
  const columns: Column<ItemWeighed>[] = [
    { head: say(words.item), cell: ({ name }) => name ?? say(words.untied) },
    {
      head: say(words.published),
      numeric: true,
      cell: ({ publishedMs }) => say(sayCourse.minutes(wholeMinutes(publishedMs))),
    },
    {
      head: say(words.planned),
      numeric: true,
      cell: ({ plannedMinutes }) => say(sayCourse.minutes(plannedMinutes)),
    },
    {
      head: say(words.share),
      cell: ({ sharePct }) => (
        <span className="flex items-center gap-2 tabular-nums">
          <Bar pct={sharePct} className="text-accent" />
          {sharePct}%
        </span>
      ),
    },
    {
      head: say(words.weight),
      cell: ({ weightPct }) =>
        weightPct === null ? (
          <span className="text-ink-2">{say(words.notPublic)}</span>
        ) : (
          <span className="flex items-center gap-2 tabular-nums">
            <Bar pct={weightPct} className="text-info" />
            {weightPct}%
          </span>
        ),
    },
  ];
  return (
    <DeskPart title={say(words.weights)}>
      <DataTable
        caption={say(words.weights)}
        columns={columns}
        rows={weighItems(lessons, items)}
        keyOf={({ name }) => name ?? ''}
      />
    </DeskPart>
  );
}
