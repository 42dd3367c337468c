import type { Sql, SqlTx } from '../../db/client.ts';
import { Refusal } from '../platform/refusal.ts';

/** An author with the institution that this person works for. */
export type Author = { personId: string; institutionId: string };

/**
 * A lesson of the author's own institution; authors of the platform keep the platform's own lessons. Any other does not
 * exist for them: throws `not_found` (H10).
 */
export async function requireOwnLesson(sql: Sql | SqlTx, author: Author, lessonId: string): Promise<void> {
  const [own] = await sql`
    select l.id from lesson l join institution i on i.id = ${author.institutionId}
    where l.id = ${lessonId} and (l.institution_id = i.id or (l.institution_id is null and i.kind = 'platform'))`;
  if (!own) throw new Refusal('not_found');
}
