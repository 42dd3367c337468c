import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { createScript, scriptBytesMax } from '../approval/create-script.server.ts';
import { editLesson } from '../approval/edit-lesson.server.ts';
import { requireOwnLesson } from '../approval/own-lesson.server.ts';
import { readLesson } from '../approval/read-lesson.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { LessonDesk } from '../reporting/lesson-desk.tsx';
import type { ToldForm } from '../reporting/told-form.ts';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

function readLessonId({ params }: LoaderFunctionArgs): string {
  const id = z.uuid().safeParse(params['lessonId']);
  if (!id.success) throw new Refusal('not_found');
  return id.data;
}

/** A lesson of the author's own institution, with its versions. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { session, desk } = await openDesk(args, ['author']);
    return { desk, lesson: await readLesson(args.context.house, session, readLessonId(args)) };
  });

/** Percent-encoded, a character of Chinese is nine bytes. */
const formBytesMax = scriptBytesMax * 3 + 65_536;

/** Changes the lesson, or makes a version of a text. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['author']);
    const lessonId = readLessonId(args);
    const { house } = context;
    await requireOwnLesson(house.sql, session, lessonId);
    const length = Number(request.headers.get('Content-Length') ?? Infinity);
    let form = 'script';
    let made: string | null = null;
    const told = await answerForm(async () => {
      if (!(length <= formBytesMax)) throw new Refusal('body_too_large');
      const given = await request.formData();
      form = String(given.get('intent'));
      const text = (name: string) => String(given.get(name) ?? '');
      if (form === 'script') made = await createScript(house, session, lessonId, text('script'), readClock());
      else if (form === 'lesson') {
        const edited = { title: text('title'), standardItem: text('standardItem') };
        await editLesson(house.sql, session, lessonId, { ...edited, tags: given.getAll('tags').map(String) });
      } else throw new Refusal('bad_shape', { field: 'intent' });
    });
    if (made) throw redirect(`/desk/versions/${made}`);
    if (!told) return { form, refused: null, field: null, facts: {} } satisfies ToldForm;
    return data({ form, ...told.data } satisfies ToldForm, told.init ?? undefined);
  });

export default function DeskLesson() {
  const { desk, lesson } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <DeskPage desk={desk} title={lesson.title}>
      <LessonDesk lesson={lesson} told={told} />
    </DeskPage>
  );
}
