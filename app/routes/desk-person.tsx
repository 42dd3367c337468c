import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { allowChange } from '../identity/allow-change.server.ts';
import { consentVersion } from '../identity/consent-version.ts';
import { giveConsent } from '../identity/give-consent.server.ts';
import { requireOwnLearner } from '../identity/require-own-learner.server.ts';
import { storeIdPhoto } from '../identity/store-id-photo.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal, type RefusalCode } from '../platform/refusal.ts';
import { refusalWords, type Words } from '../platform/words.ts';
import { pictureBytesMax } from '../presence/snapshot/check-picture.server.ts';
import { readViewReason } from '../presence/review/view-reason.server.ts';
import { witnessAtDesk } from '../presence/review/witness-at-desk.server.ts';
import { viewReasonWords } from '../reporting/case-words.ts';
import { PersonPage } from '../reporting/person-page.tsx';
import { readPerson } from '../reporting/read-person.server.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { noteLook } from './note-look.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** A form around one picture: its boundaries and the other fields. */
const formBytesMax = pictureBytesMax + 65_536;

function readLearnerId({ params }: LoaderFunctionArgs): string {
  const id = z.uuid().safeParse(params['id']);
  if (!id.success) throw new Refusal('not_found');
  return id.data;
}

/** One learner at the desk of her clerk, or before an inspector. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { house } = args.context;
    const learnerId = readLearnerId(args);
    const { session, desk } = await openDesk(args, ['clerk', 'head', 'inspector', 'auditor']);
    const nowMs = Date.now();
    const viewReason = readViewReason(house, session, args.request.headers.get('Cookie'), nowMs);
    const person = await readPerson(house.sql, session, learnerId, nowMs);
    await noteLook(args, session, { kind: 'person', learnerId });
    return { desk, viewReason, person };
  });

/** Reads a form that may hold one picture; a larger one is refused before it is read. */
async function readForm(request: Request): Promise<FormData> {
  const length = Number(request.headers.get('Content-Length') ?? Infinity);
  if (!(length <= formBytesMax)) throw new Refusal('picture_too_large');
  return request.formData();
}

/** What a clerk does for a learner of her own institution. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context } = args;
    const learnerId = readLearnerId(args);
    const { session } = requireDesk(args, ['clerk']);
    const { house } = context;
    await requireOwnLearner(house.sql, session, learnerId);
    let form = 'id_photo';
    const told = await answerForm(async () => {
      const given = await readForm(request);
      form = String(given.get('intent'));
      const now = readClock();
      const text = (name: string) => String(given.get(name) ?? '');
      if (form === 'consent') {
        const userAgent = request.headers.get('User-Agent') ?? '';
        const said = { version: consentVersion, channel: 'desk', userAgent } as const;
        await giveConsent(house, learnerId, said, now);
      } else if (form === 'id_photo') {
        const photo = given.get('photo');
        if (!(photo instanceof File)) throw new Refusal('not_a_picture');
        await storeIdPhoto(house, session, learnerId, Buffer.from(await photo.arrayBuffer()), now);
      } else if (form === 'change') await allowChange(house, session, learnerId, text('change-reason'), now);
      else if (form === 'witness')
        await witnessAtDesk(house, session, learnerId, text('witness-reason'), now);
      else throw new Refusal('bad_shape', { field: 'intent' });
    });
    if (!told) return { form, refused: null };
    return data({ form, refused: told.data.refused }, told.init ?? undefined);
  });

/** Why a form was refused; null: it was not. */
function sayRefused(refused: RefusalCode | null, say: (words: Words) => string): string | null {
  if (refused === null) return null;
  if (refused === 'bad_shape') return say(viewReasonWords.short);
  const { say: what, fix } = refusalWords[refused];
  return `${say(what)} ${say(fix)}`;
}

export default function DeskPerson() {
  const say = useWords();
  const { desk, person, viewReason } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const told = answered ? { form: answered.form, say: sayRefused(answered.refused, say) } : null;
  return <PersonPage desk={desk} person={person} viewReason={viewReason} told={told} />;
}
