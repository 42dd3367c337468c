import type { Sql, SqlTx } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Author } from './own-lesson.server.ts';
import type { LivingVersion, SourceKind } from './version-life.ts';

/** What the rules about a version's companions look at. */
export type OwnVersion = LivingVersion & {
  id: string;
  lessonId: string;
  sourceKind: SourceKind;
  durationMs: number | null;
};

/**
 * A version that the author's institution brought; locked until the transaction ends when asked. Any other does not exist
 * for this author: throws `not_found` (H10).
 */
export async function readOwnVersion(
  sql: Sql | SqlTx,
  { institutionId }: Author,
  versionId: string,
  hold: 'read' | 'lock' = 'read',
): Promise<OwnVersion> {
  const [row] = await sql<OwnVersion[]>`
    select id, state, lesson_id as "lessonId", institution_id as "institutionId", uploaded_by as "uploadedBy",
      source_kind as "sourceKind", duration_ms as "durationMs"
    from video_version where id = ${versionId} and institution_id = ${institutionId}
    ${hold === 'lock' ? sql`for update` : sql``}`;
  if (!row) throw new Refusal('not_found');
  return row;
}
