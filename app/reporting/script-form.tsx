import { Form } from '@remix-run/react';
import type { AuthorLesson } from '../approval/read-lesson.server.ts';
import { writeScriptTemplate } from '../approval/script-template.ts';
import { authorWords } from '../approval/words.ts';
import { DeskText } from '../ui/desk-fields.tsx';
import { DeskButton, DeskPart } from '../ui/desk-form.tsx';
import { useWords } from '../ui/frame.tsx';
import { useSending } from '../ui/use-sending.ts';
import { sayRefusedForm, type ToldForm } from './told-form.ts';

/** The text of a lesson, from which the lecture is made; what cannot be read is said with its line. */
export function ScriptForm({ lesson, told }: { lesson: AuthorLesson; told: ToldForm | null }) {
  const say = useWords();
  const isSending = useSending();
  const isOpen = told?.form === 'script' || lesson.script !== null;
  return (
    <DeskPart title={say(authorWords.write)}>
      <details open={isOpen}>
        <summary className="min-h-9 cursor-pointer py-1 font-bold text-accent underline underline-offset-4">
          {say(authorWords.openScript)}
        </summary>
        <Form method="post" className="flex flex-col gap-2">
          <input type="hidden" name="intent" value="script" />
          <DeskText
            name="script"
            label={say(authorWords.scriptText)}
            hint={say(authorWords.writeHint)}
            error={sayRefusedForm(told, 'script', say)}
            defaultValue={lesson.script ?? writeScriptTemplate(lesson)}
            rows={18}
            required
            spellCheck={false}
          />
          <div>
            <DeskButton busy={isSending({ intent: 'script' })}>{say(authorWords.makeVideo)}</DeskButton>
          </div>
        </Form>
      </details>
    </DeskPart>
  );
}
