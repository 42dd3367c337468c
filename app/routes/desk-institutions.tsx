import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeskPage } from '../reporting/desk-page.tsx';
import { standingWire } from '../training/application/application.wire.ts';
import { institutionWords } from '../training/application/institution-words.ts';
import { InstitutionsPage } from '../training/application/institutions-page.tsx';
import { rectificationLeast } from '../training/application/judge-standing.ts';
import { readStandings } from '../training/application/read-standings.server.ts';
import { readInstitutions, setStanding } from '../training/application/set-standing.server.ts';
import { readOccupations } from '../training/targets/read-occupations.server.ts';
import {
  qualificationWire,
  readQualifications,
  setQualification,
} from '../training/targets/quota/qualification.server.ts';
import { chinaDay } from '../training/class-day.ts';
import { useWords } from '../ui/frame.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

/** The institutions of a bureau's area, and the one that is open beside them. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async () => {
    const { sql } = args.context.house;
    const { session, desk } = await openDesk(args, ['bureau']);
    const now = readClock();
    const { searchParams } = new URL(args.request.url);
    const institutions = await readInstitutions(sql, session, now);
    const today = chinaDay(now.wallMs);
    const chosen = institutions.find(({ id }) => id === searchParams.get('institution'));
    const open = chosen && {
      ...{ id: chosen.id, name: chosen.name, standings: await readStandings(sql, chosen.id) },
      ...{
        qualifications: await readQualifications(sql, chosen.id),
        occupations: await readOccupations(sql),
      },
    };
    const earliest = rectificationLeast(today);
    return {
      desk,
      institutions,
      open: open ?? null,
      earliest,
      today,
      isStored: searchParams.has('stored'),
      isRecorded: searchParams.has('recorded'),
    };
  });

export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { session } = requireDesk(args, ['bureau']);
    let to = '/desk/institutions?stored';
    const told = await answerForm(async () => {
      const form = await args.request.formData();
      if (form.get('intent') === 'qualify') {
        const asked = qualificationWire.safeParse(Object.fromEntries(form));
        if (!asked.success)
          throw new Refusal('bad_shape', { field: String(asked.error.issues[0]?.path[0] ?? '') });
        await setQualification(args.context.house.sql, session, asked.data, readClock());
        to = `/desk/institutions?institution=${asked.data.institution}&recorded`;
        return;
      }
      const read = standingWire.safeParse(Object.fromEntries(form));
      if (!read.success)
        throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
      const { institution, ...set } = read.data;
      await setStanding(args.context.house.sql, session, institution, set, readClock());
      to = `/desk/institutions?institution=${institution}&stored`;
    });
    if (told) return told;
    throw redirect(to);
  });

export const shouldRevalidate = () => true;

export default function DeskInstitutions() {
  const say = useWords();
  const { desk, ...page } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>() ?? null;
  return (
    <DeskPage desk={desk} title={say(institutionWords.title)}>
      <InstitutionsPage told={told} {...page} />
    </DeskPage>
  );
}
