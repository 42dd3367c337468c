import type { Sql } from '../../db/client.ts';
import { maskPhone } from '../identity/mask-phone.ts';
import type { Session } from '../identity/read-session.server.ts';
import { Refusal } from '../platform/refusal.ts';

/** One learner as a desk sees her. Nothing here can be written (I7). */
export type LearnerSeen = {
  id: string;
  name: string;
  maskedPhone: string;
  institution: string;
  className: string | null;
  creditedMs: number;
  withheldMs: number;
  /** Up to when the server counted time for her; null: never studied. */
  lastStudiedMs: number | null;
};

/** One page of learners; `next` is where the following one begins, null on the last. */
export type LearnerPage = { learners: LearnerSeen[]; next: string | null };

/** Who is looked for: the beginning of a name, the last four digits of a telephone or all of them; and from where on. */
export type LearnerQuery = { find: string; after: string | null };

type Row = Omit<LearnerSeen, 'maskedPhone'> & { phone: string };

const learnersOnPage = 50;

/**
 * One page of the learners of the own institution for clerk and head, of all for inspector and auditor, by name. A page costs
 * the same however many learners there are: it is one range of one index, and what it tells of each is hers alone. Throws
 * `forbidden` for every other role: who makes or reviews lessons has no need of names.
 */
export async function readLearners(
  sql: Sql,
  { role, institutionId }: Pick<Session, 'role' | 'institutionId'>,
  { find, after }: LearnerQuery = { find: '', after: null },
): Promise<LearnerPage> {
  const all = role === 'inspector' || role === 'auditor';
  if (!all && role !== 'clerk' && role !== 'head') throw new Refusal('forbidden');
  const own = all ? sql`true` : sql`p.institution_id = ${institutionId}`;
  const from = readCursor(after);
  const rows = await sql<Row[]>`
    with page as (
      select p.id, p.name, p.phone, p.institution_id from person p
      where p.role = 'learner' and ${own} and ${matches(sql, find)}
        and ${from ? sql`(p.name, p.id) > (${from.name}, ${from.id}::uuid)` : sql`true`}
      order by p.name, p.id limit ${learnersOnPage + 1})
    select p.id, p.name, p.phone, i.name as institution,
      (select string_agg(c.title, '、' order by c.title) from enrolment e
        join training_class c on c.id = e.class_id where e.learner_id = p.id) as "className",
      (select coalesce(sum(s.credited_ms), 0)::float8 from enrolment_study s
        where s.learner_id = p.id) as "creditedMs",
      (select coalesce(sum(greatest(l.withheld_to_ms - l.proven_ms, 0)), 0)::float8 from lesson_progress l
        where l.learner_id = p.id) as "withheldMs",
      (select max(l.counted_wall_ms)::float8 from lease l where l.learner_id = p.id) as "lastStudiedMs"
    from page p join institution i on i.id = p.institution_id
    order by p.name, p.id`;
  const learners = rows
    .slice(0, learnersOnPage)
    .map(({ phone, ...row }) => ({ ...row, maskedPhone: maskPhone(phone) }));
  const last = learners.at(-1);
  return { learners, next: rows.length > learnersOnPage && last ? `${last.id}.${last.name}` : null };
}

function matches(sql: Sql, find: string) {
  if (find === '') return sql`true`;
  if (/^\d{4}$/.test(find)) return sql`right(p.phone, 4) = ${find}`;
  if (/^\d{11}$/.test(find)) return sql`p.phone = ${find}`;
  return sql`p.name like ${`${find.replaceAll(/[\\%_]/g, '\\$&')}%`}`;
}

function readCursor(after: string | null): { id: string; name: string } | null {
  const read = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([^\0]{0,60})$/u.exec(after ?? '');
  return read?.[1] && read[2] !== undefined ? { id: read[1], name: read[2] } : null;
}
