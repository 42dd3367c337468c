import { Form, Link } from '@remix-run/react';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Empty } from '../../ui/states.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { courseWords as words, sayCourse } from '../words.ts';
import { CourseFields } from './course-fields.tsx';
import type { CourseListed, OccupationListed } from './read-courses.server.ts';
import { wholeMinutes } from './whole-minutes.ts';

/** The author's courses and those of the platform, with what is published of each. */
function CourseTable({ courses }: { courses: CourseListed[] }) {
  const say = useWords();
  const columns: Column<CourseListed>[] = [
    {
      head: say(words.courseTitle),
      cell: ({ id, title, occupation, mine, institution }) => (
        <span className="inline-flex flex-wrap items-center gap-x-3">
          <Link
            to={`/desk/courses/${id}`}
            className="inline-flex min-h-9 items-center font-bold text-accent underline underline-offset-4"
          >
            {title}
          </Link>
          {occupation !== title && <span className="text-ink-2">{occupation}</span>}
          {!mine && (
            <StatusTag tone="plain">
              {institution} · {say(words.readOnly)}
            </StatusTag>
          )}
        </span>
      ),
    },
    { head: say(words.level), cell: ({ level }) => level },
    {
      head: say(words.lessons),
      numeric: true,
      cell: ({ publishedLessons, lessons }) => say(sayCourse.of(publishedLessons, lessons)),
    },
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
      head: say(words.released),
      cell: ({ released }) =>
        released === null ? (
          <StatusTag tone="plain">{say(words.notReleased)}</StatusTag>
        ) : (
          <StatusTag tone="ok">{say(sayCourse.version(released))}</StatusTag>
        ),
    },
  ];
  return <DataTable caption={say(words.all)} columns={columns} rows={courses} keyOf={({ id }) => id} />;
}

/** Occupations and courses; a new one of either. `wrong` names the field that was refused. */
export function CoursesPage({
  occupations,
  courses,
  wrong,
}: {
  occupations: OccupationListed[];
  courses: CourseListed[];
  wrong: string | null;
}) {
  const say = useWords();
  const isSending = useSending();
  const error = (field: string) => (wrong === field ? say(words.fieldWrong) : undefined);
  return (
    <>
      {courses.length === 0 ? (
        <Empty icon="file" say={say(words.noCourses)} />
      ) : (
        <CourseTable courses={courses} />
      )}
      <div className="grid gap-4 desk:grid-cols-2">
        <DeskPart title={say(words.newCourse)}>
          <Form method="post" className="flex flex-col gap-3">
            <input type="hidden" name="intent" value="course" />
            <DeskSelect
              name="occupationId"
              label={say(words.occupation)}
              options={occupations.map(({ id, name, code }) => ({
                value: id,
                label: `${name} ${code || say(words.codePending)}`,
              }))}
            />
            <CourseFields wrong={wrong} />
            <span>
              <DeskButton busy={isSending()}>{say(words.create)}</DeskButton>
            </span>
          </Form>
        </DeskPart>
        <DeskPart title={say(words.newOccupation)}>
          <Form method="post" className="flex flex-col gap-3">
            <input type="hidden" name="intent" value="occupation" />
            <DeskField
              name="name"
              label={say(words.occupationName)}
              error={error('name')}
              maxLength={40}
              required
              autoComplete="off"
            />
            <DeskField
              name="code"
              label={say(words.code)}
              hint={say(words.codeHint)}
              error={error('code')}
              pattern="[0-9]-[0-9]{2}-[0-9]{2}-[0-9]{2}"
              maxLength={10}
              required
              autoComplete="off"
            />
            <span>
              <DeskButton busy={isSending()}>{say(words.create)}</DeskButton>
            </span>
          </Form>
        </DeskPart>
      </div>
    </>
  );
}
