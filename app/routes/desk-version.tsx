import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { addQuestion, readPictures, removeQuestion } from '../approval/change-questions.server.ts';
import { copyVersion } from '../approval/copy-version.server.ts';
import { handIn } from '../approval/hand-in.server.ts';
import { readPlace } from '../approval/making-steps.ts';
import type { Author } from '../approval/own-lesson.server.ts';
import { readOwnVersion } from '../approval/own-version.server.ts';
import { readVersion } from '../approval/read-version.server.ts';
import { retryVersion } from '../approval/retry-version.server.ts';
import {
  storeCaptions,
  storeCover,
  storeRights,
  storeTranscript,
} from '../approval/store-companion.server.ts';
import { authorWords } from '../approval/words.ts';
import { readClock } from '../platform/clock.server.ts';
import type { House } from '../platform/house.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { pictureBytesMax } from '../presence/snapshot/check-picture.server.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import type { ToldForm } from '../reporting/told-form.ts';
import { VersionDesk } from '../reporting/version-desk.tsx';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

function readVersionId({ params }: LoaderFunctionArgs): string {
  const id = z.uuid().safeParse(params['versionId']);
  if (!id.success) throw new Refusal('not_found');
  return id.data;
}

/** A version that the author's institution brought. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const { session, desk } = await openDesk(args, ['author']);
    const version = await readVersion(house, session, readVersionId(args));
    return { desk, version, pictures: await readPictures(house.blobs) };
  });

/** A form around one file, or a long text: its boundaries and the other fields. */
const formBytesMax = pictureBytesMax + 65_536;

/** The new version's id where one was begun. */
type Done = { copied?: string };

/** Does what a form of the page asks; the rules are asked in the verbs. */
async function work(house: House, author: Author, id: string, given: FormData): Promise<Done> {
  const text = (name: string) => String(given.get(name) ?? '');
  const file = async (name: string) => {
    const one = given.get(name);
    return one instanceof File ? Buffer.from(await one.arrayBuffer()) : Buffer.alloc(0);
  };
  switch (text('intent')) {
    case 'rights':
      await storeRights(house, author, id, {
        licence: text('licence'),
        portraitRights: text('portraitRights'),
      });
      return {};
    case 'captions':
      await storeCaptions(house, author, id, await file('captions'));
      return {};
    case 'transcript':
      await storeTranscript(house, author, id, text('transcript'));
      return {};
    case 'cover':
      await storeCover(house, author, id, await file('cover'));
      return {};
    case 'question': {
      const fromMs = readPlace(text('place'));
      if (fromMs === null) throw new Refusal('question_wrong', { field: 'fromMs' });
      const kind = text('kind') === 'picture' ? 'picture' : 'text';
      const wrong = [1, 2, 3].map((n) => text(`wrong${n}`).trim()).filter((one) => one !== '');
      const question = { kind, fromMs, ask: text('ask').trim(), right: text('right').trim(), wrong } as const;
      await addQuestion(house, author, id, question);
      return {};
    }
    case 'drop-question':
      await removeQuestion(house, author, id, z.uuid().catch('').parse(text('question')));
      return {};
    case 'retry':
      await retryVersion(house, author, id, readClock());
      return {};
    case 'submit':
      await handIn(house, author, id, readClock());
      return {};
    case 'copy':
      return { copied: await copyVersion(house, author, id, readClock()) };
    default:
      throw new Refusal('bad_shape', { field: 'intent' });
  }
}

/** What an author does with a version of the own institution. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const { session } = requireDesk(args, ['author']);
    const { house } = context;
    const id = readVersionId(args);
    await readOwnVersion(house.sql, session, id);
    const length = Number(request.headers.get('Content-Length') ?? Infinity);
    let form = '';
    let done: Done = {};
    const told = await answerForm(async () => {
      if (!(length <= formBytesMax)) throw new Refusal('body_too_large');
      const given = await request.formData();
      form = String(given.get('intent'));
      done = await work(house, session, id, given);
    });
    if (done.copied) throw redirect(`/desk/versions/${done.copied}`);
    if (!told) return { form, refused: null, field: null, facts: {} } satisfies ToldForm;
    return data({ form, ...told.data } satisfies ToldForm, told.init ?? undefined);
  });

export default function DeskVersion() {
  const say = useWords();
  const { desk, version, pictures } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  const title = `${version.lessonTitle} · ${say(authorWords.version)} ${version.number}`;
  return (
    <DeskPage desk={desk} title={title}>
      <VersionDesk key={version.id} version={version} pictures={pictures} told={told} />
    </DeskPage>
  );
}
