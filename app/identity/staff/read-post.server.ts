import type { Sql, SqlTx } from '../../../db/client.ts';
import { areaPrefix } from '../../training/covers-place.ts';
import { Refusal } from '../../platform/refusal.ts';
import { reachesOf, type Post } from './may-manage.ts';

/**
 * The post that a person holds now, as the database says: a session may be older. Inside a transaction it stays until the
 * end. Throws `signed_out` for who is suspended.
 */
export async function readPost(sql: Sql | SqlTx, personId: string, { lock = false } = {}): Promise<Post> {
  const [post] = await sql<Post[]>`
    select p.role, p.institution_id as "institutionId", i.kind, i.place_code as "placeCode"
    from person p join institution i on i.id = p.institution_id
    where p.id = ${personId} and p.suspended_at is null ${lock ? sql`for share of p` : sql``}`;
  if (!post) throw new Refusal('signed_out');
  return post;
}

/** `mayManage` as a condition on the house `i` and the role in `role` (null: of any post there): part of every query that lists accounts (H10). */
export function managedBy(sql: Sql | SqlTx, actor: Post, role: 'p.role' | 'v.role' | null) {
  return reachesOf(actor)
    .map(({ kind, where, roles }) => {
      const place =
        where === 'own'
          ? sql`i.id = ${actor.institutionId}`
          : sql`starts_with(i.place_code, ${areaPrefix(actor.placeCode)})`;
      const held = role === null ? sql`true` : sql`${sql(role)} = any(${[...roles]}::text[])`;
      return sql`(i.kind = ${kind} and ${held} and ${place})`;
    })
    .reduce((all, one) => sql`${all} or ${one}`, sql`false`);
}
