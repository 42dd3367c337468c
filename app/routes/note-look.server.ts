import type { LoaderFunctionArgs } from '@remix-run/node';
import { logLook, type Look } from '../identity/looks/log-look.server.ts';
import type { Session } from '../identity/read-session.server.ts';
import { readViewReason } from '../presence/review/view-reason.server.ts';

/** Puts the look that a page of the desk gives on record, with the reason of this visit if one was said. */
export async function noteLook(
  { request, context: { house } }: LoaderFunctionArgs,
  session: Session,
  look: Omit<Look, 'reason'>,
): Promise<void> {
  const nowMs = Date.now();
  const reason = readViewReason(house, session, request.headers.get('Cookie'), nowMs);
  await logLook(house.sql, session, { ...look, reason }, nowMs);
}
