import type { Sql } from '../../../db/client.ts';
import { logLook } from '../../identity/looks/log-look.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { PictureKind } from '../face-state.ts';

/** One look at one picture. `id`: as in its address. */
export type PictureView = { kind: PictureKind; learnerId: string; id: string; reason: string };

/** Puts a look on record; the bytes go out afterwards, never before. */
export function logView(
  sql: Sql,
  viewer: Session,
  { kind, learnerId, id, reason }: PictureView,
  nowMs: number,
): Promise<void> {
  return logLook(sql, viewer, { kind: 'picture', learnerId, picture: { kind, id }, reason }, nowMs);
}
