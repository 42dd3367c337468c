import { DeskField } from '../../ui/desk-form.tsx';
import { DeskSelect, DeskText } from '../../ui/desk-fields.tsx';
import { useWords } from '../../ui/frame.tsx';
import { courseWords as words } from '../words.ts';
import { courseLevels } from './course-levels.ts';
import type { CoursePlan } from './read-course-plan.server.ts';
import { writeStandardItems } from './read-standard-items.ts';

type Described = Pick<
  CoursePlan,
  'title' | 'level' | 'standardName' | 'standardYear' | 'standardCode' | 'standardItems'
>;

/** What a course says of itself: title, level, the national standard and its work contents (P018, P077). */
export function CourseFields({ course, wrong }: { course?: Described; wrong: string | null }) {
  const say = useWords();
  const error = (field: string) => (wrong === field ? say(words.fieldWrong) : undefined);
  const levels = [...new Set([...(course ? [course.level] : []), ...courseLevels])];
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <DeskField
          name="title"
          label={say(words.courseTitle)}
          defaultValue={course?.title}
          error={error('title')}
          maxLength={40}
          required
          autoComplete="off"
        />
        <DeskSelect
          name="level"
          label={say(words.level)}
          defaultValue={course?.level}
          options={levels.map((level) => ({ value: level, label: level }))}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <DeskField
          name="standardName"
          label={say(words.standardName)}
          defaultValue={course?.standardName ?? ''}
          error={error('standardName')}
          maxLength={80}
          autoComplete="off"
        />
        <DeskField
          name="standardYear"
          label={say(words.standardYear)}
          defaultValue={course?.standardYear ?? ''}
          error={error('standardYear')}
          inputMode="numeric"
          pattern="[0-9]{4}"
          maxLength={4}
          autoComplete="off"
        />
        <DeskField
          name="standardCode"
          label={say(words.standardCode)}
          defaultValue={course?.standardCode ?? ''}
          error={error('standardCode')}
          maxLength={20}
          autoComplete="off"
        />
      </div>
      <DeskText
        name="standardItems"
        label={say(words.standardItems)}
        hint={say(words.standardItemsHint)}
        defaultValue={writeStandardItems(course?.standardItems ?? [])}
        error={error('standardItems')}
        maxLength={2000}
        rows={4}
      />
    </>
  );
}
