import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { decideVersion } from '../approval/decide-version.server.ts';
import { addNote, dropNote } from '../approval/note-version.server.ts';
import { publishVersion } from '../approval/publish-version.server.ts';
import { countOccupations, readQueue } from '../approval/read-queue.server.ts';
import { readReview } from '../approval/read-review.server.ts';
import { checklistItems, reviewDecisions } from '../approval/review-rules.ts';
import { queueTabs } from '../approval/review-view.ts';
import { withdrawVersion } from '../approval/withdraw-version.server.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { ApprovalsPage, type Approvals } from '../reporting/approvals-page.tsx';
import { answer } from './answer.server.ts';
import { answerForm, openDesk, requireDesk } from './open-desk.server.ts';

const roles = ['reviewer', 'author', 'inspector', 'auditor'] as const;

/** The id in the address; what is no id is no version. */
function readVersionId(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!z.uuid().safeParse(given).success) throw new Refusal('not_found');
  return given;
}

function readPlace(request: Request) {
  const { searchParams } = new URL(request.url);
  const tab = queueTabs.find((one) => one === searchParams.get('tab')) ?? 'waiting';
  return { searchParams, tab, occupation: searchParams.get('occupation') };
}

/** The versions that wait or are settled, and the one that is open beside them. */
export const loader = (args: LoaderFunctionArgs) =>
  answer(args, async (): Promise<Approvals> => {
    const { context, request, params } = args;
    const { session, desk } = await openDesk(args, roles);
    const { searchParams, tab, occupation } = readPlace(request);
    const versionId = readVersionId(params['versionId']);
    const { house } = context;
    const [versions, occupations, one] = await Promise.all([
      readQueue(house.sql, session, tab, occupation),
      countOccupations(house.sql, session, tab),
      versionId ? readReview(house, session, versionId, readClock()) : null,
    ]);
    const done = Number(searchParams.get('published'));
    const published = searchParams.has('published') ? { done, left: Number(searchParams.get('left')) } : null;
    const stored = searchParams.has('stored');
    return { desk, tab, occupation, versions, occupations, one, nowMs: Date.now(), stored, published };
  });

const field = z.string().max(2_000);
const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('note'), atMs: z.coerce.number().pipe(z.int().min(0)), words: field }),
  z.object({ intent: z.literal('drop'), note: z.uuid() }),
  z.object({
    intent: z.literal('decide'),
    decision: z.enum(reviewDecisions),
    checklist: z.array(z.enum(checklistItems)),
    documentNumber: field.default(''),
    reason: field.default(''),
    contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
    next: z.union([z.uuid(), z.literal('')]).default(''),
  }),
  z.object({ intent: z.literal('publish') }),
  z.object({ intent: z.literal('withdraw'), reason: field }),
  z.object({ intent: z.literal('publish-many'), version: z.array(z.uuid()).min(1).max(300) }),
]);

async function readForm(request: Request) {
  const given = await request.formData();
  const lists = { checklist: given.getAll('checklist'), version: given.getAll('version') };
  const parsed = forms.safeParse({ ...Object.fromEntries(given), ...lists });
  if (!parsed.success)
    throw new Refusal('bad_shape', { field: String(parsed.error.issues[0]?.path[0] ?? '') });
  return parsed.data;
}

/** Stores a note, a decision, a publication or a withdrawal; after a decision the next version opens. */
export const action = (args: ActionFunctionArgs) =>
  answer(args, async () => {
    const { request, context, params } = args;
    const { session } = requireDesk(args, ['reviewer', 'author']);
    const { house } = context;
    const versionId = readVersionId(params['versionId']);
    const { tab, occupation } = readPlace(request);
    const lead = (id: string, facts: Record<string, string>) => {
      const kept = { ...(tab === 'waiting' ? {} : { tab }), ...(occupation ? { occupation } : {}) };
      const query = new URLSearchParams({ ...kept, ...facts });
      return redirect(`/desk/approvals${id && `/${id}`}?${query.toString()}`);
    };
    let led: Response | null = null;
    const told = await answerForm(async () => {
      const form = await readForm(request);
      const now = readClock();
      if (form.intent === 'publish-many') {
        let left = 0;
        for (const id of form.version)
          await publishVersion(house, id, session, readClock()).catch((error: unknown) => {
            // One that somebody else took on meanwhile does not hold the others up.
            if (!(error instanceof Refusal)) throw error;
            left += 1;
          });
        led = lead('', { tab: 'settled', published: String(form.version.length - left), left: String(left) });
        return;
      }
      if (!versionId) throw new Refusal('not_found');
      if (form.intent === 'note') return addNote(house.sql, versionId, form, session, now);
      if (form.intent === 'drop') return dropNote(house.sql, versionId, form.note, session);
      if (form.intent === 'publish') {
        await publishVersion(house, versionId, session, now);
        led = lead(versionId, { tab: 'settled', stored: '1' });
      } else if (form.intent === 'withdraw') {
        await withdrawVersion(house, versionId, form.reason, session, now);
        led = lead(versionId, { tab: 'settled', stored: '1' });
      } else {
        const checklist = Object.fromEntries(
          checklistItems.map((item) => [item, form.checklist.includes(item)]),
        );
        await decideVersion(house, versionId, { ...form, checklist }, session, now);
        led = lead(form.next, { stored: '1' });
      }
    });
    if (told) return told;
    if (led) throw led as Response;
    return null;
  });

/** After every decision, stored or refused, the list is read anew: others work on it too. */
export const shouldRevalidate = () => true;

export default function DeskApprovals() {
  return (
    <ApprovalsPage approvals={useLoaderData<typeof loader>()} told={useActionData<typeof action>() ?? null} />
  );
}
