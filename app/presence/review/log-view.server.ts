import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { PictureKind } from '../face-state.ts';

/** One look at one picture. `id`: as in its address. */
export type PictureView = { kind: PictureKind; learnerId: string; id: string; reason: string };

/** Puts a look on record; the bytes go out afterwards, never before. */
export async function logView(
  sql: Sql,
  { personId, role }: Session,
  view: PictureView,
  nowMs: number,
): Promise<void> {
  await sql`insert into picture_view (viewer_id, viewer_role, learner_id, picture_kind, picture_id, reason, at)
    values (${personId}, ${role}, ${view.learnerId}, ${view.kind}, ${view.id}, ${view.reason}, ${new Date(nowMs)})`;
}
