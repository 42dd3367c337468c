import { Form } from '@remix-run/react';
import { DeskChecks } from '../../ui/desk-checks.tsx';
import { DeskSelect } from '../../ui/desk-fields.tsx';
import { DeskButton, DeskField, DeskPart } from '../../ui/desk-form.tsx';
import { useWords } from '../../ui/frame.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { topicTags, type TopicTag } from '../topic-tags.ts';
import { courseWords as words, topicWords } from '../words.ts';
import type { CoursePlan } from './read-course-plan.server.ts';

/** Adds a module at the end. `emptied`: changes when something was done, so that the field is empty again. */
export function AddModule({ emptied }: { emptied: string }) {
  const say = useWords();
  const isSending = useSending();
  return (
    <Form key={emptied} method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value="add-module" />
      <DeskField
        id="new-module"
        name="name"
        label={say(words.moduleName)}
        maxLength={30}
        required
        autoComplete="off"
      />
      <DeskButton busy={isSending()}>{say(words.addModule)}</DeskButton>
    </Form>
  );
}

/** A new lesson, and one that is there already. */
export function AddLessons({
  course: { modules, offered, standardItems },
  emptied,
}: {
  course: CoursePlan;
  emptied: string;
}) {
  const say = useWords();
  const isSending = useSending();
  const places = modules.map(({ id, name }) => ({ value: id, label: name }));
  const tags = (Object.keys(topicTags) as TopicTag[]).map((tag) => ({
    value: tag,
    label: say(topicWords(tag)),
  }));
  return (
    <div className={`grid gap-4 ${offered.length > 0 ? 'desk:grid-cols-2' : ''}`}>
      <DeskPart title={say(words.newLesson)}>
        <Form key={emptied} method="post" preventScrollReset className="flex flex-col gap-3">
          <input type="hidden" name="intent" value="create-lesson" />
          <DeskField
            id="new-lesson"
            name="title"
            label={say(words.lessonTitle)}
            maxLength={40}
            required
            autoComplete="off"
          />
          <div className="flex flex-wrap gap-3">
            <DeskSelect id="new-module-of" name="moduleId" label={say(words.moduleName)} options={places} />
            <DeskSelect
              id="new-item"
              name="standardItem"
              label={say(words.item)}
              options={[
                { value: '', label: say(words.noItem) },
                ...standardItems.map(({ name }) => ({ value: name, label: name })),
              ]}
            />
          </div>
          <DeskChecks name="tags" label={say(words.tags)} options={tags} />
          <span>
            <DeskButton busy={isSending()}>{say(words.create)}</DeskButton>
          </span>
        </Form>
      </DeskPart>
      {offered.length > 0 && (
        <DeskPart title={say(words.addLesson)}>
          <Form method="post" preventScrollReset className="flex flex-col gap-3">
            <input type="hidden" name="intent" value="add-lesson" />
            <DeskSelect
              id="offered"
              name="lessonId"
              label={say(words.lessons)}
              options={offered.map(({ id, title, isShared }) => ({
                value: id,
                label: isShared ? `${say(words.shared)} · ${title}` : title,
              }))}
            />
            <DeskSelect id="offered-to" name="moduleId" label={say(words.moduleName)} options={places} />
            <span>
              <DeskButton busy={isSending()}>{say(words.addThis)}</DeskButton>
            </span>
          </Form>
        </DeskPart>
      )}
    </div>
  );
}
