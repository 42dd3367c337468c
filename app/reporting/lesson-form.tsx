import { Form } from '@remix-run/react';
import type { AuthorLesson } from '../approval/read-lesson.server.ts';
import { authorWords } from '../approval/words.ts';
import { topicTags, type TopicTag } from '../catalogue/topic-tags.ts';
import { DeskChecks } from '../ui/desk-checks.tsx';
import { DeskButton, DeskField, DeskPart } from '../ui/desk-form.tsx';
import { useFrame, useWords } from '../ui/frame.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSending } from '../ui/use-sending.ts';
import { isStored, sayRefusedForm, type ToldForm } from './told-form.ts';

/** Title, work content and subjects of a lesson. */
export function LessonForm({ lesson, told }: { lesson: AuthorLesson; told: ToldForm | null }) {
  const say = useWords();
  const { lang } = useFrame();
  const isSending = useSending();
  const error = sayRefusedForm(told, 'lesson', say);
  return (
    <DeskPart title={say(authorWords.lesson)}>
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="intent" value="lesson" />
        <DeskField
          name="title"
          label={say(authorWords.title)}
          defaultValue={lesson.title}
          error={error}
          maxLength={40}
          required
          autoComplete="off"
        />
        <DeskField
          name="standardItem"
          label={say(authorWords.standardItem)}
          hint={say(authorWords.standardHint)}
          defaultValue={lesson.standardItem ?? ''}
          maxLength={60}
          list="standard-items"
          autoComplete="off"
        />
        <datalist id="standard-items">
          {lesson.standardItems.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
        <DeskChecks
          name="tags"
          label={say(authorWords.tags)}
          chosen={lesson.tags}
          options={(Object.keys(topicTags) as TopicTag[]).map((tag) => ({
            value: tag,
            label: topicTags[tag][lang],
          }))}
        />
        <div className="flex flex-wrap items-center gap-3">
          <DeskButton busy={isSending({ intent: 'lesson' })}>{say(authorWords.save)}</DeskButton>
          {isStored(told, 'lesson') && <Notice tone="ok" title={say(authorWords.saved)} live />}
        </div>
      </Form>
    </DeskPart>
  );
}
