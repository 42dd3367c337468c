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

type Row = {
  id: string;
  name: string;
  phone: string;
  institution: string;
  className: string | null;
  creditedMs: string;
  withheldMs: string;
  lastStudiedMs: string | null;
};

/** At most this many are shown; more need a filter. */
export const learnersShown = 500;

/**
 * Learners of the own institution for clerk and head, of all for inspector and auditor, those with something withheld first.
 * Throws `forbidden` for every other role: who makes or reviews lessons has no need of names.
 */
export async function readLearners(
  sql: Sql,
  { role, institutionId }: Pick<Session, 'role' | 'institutionId'>,
): Promise<LearnerSeen[]> {
  const all = role === 'inspector' || role === 'auditor';
  if (!all && role !== 'clerk' && role !== 'head') throw new Refusal('forbidden');
  const rows = await sql<Row[]>`
    select p.id, p.name, p.phone, i.name as institution,
      (select string_agg(c.title, '、' order by c.title) from enrolment e
        join training_class c on c.id = e.class_id where e.learner_id = p.id) as "className",
      (select coalesce(sum(s.credited_ms), 0) from enrolment_study s
        where s.learner_id = p.id) as "creditedMs",
      (select coalesce(sum(greatest(l.withheld_to_ms - l.proven_ms, 0)), 0) from lesson_progress l
        where l.learner_id = p.id) as "withheldMs",
      (select max(l.counted_wall_ms) from lease l where l.learner_id = p.id) as "lastStudiedMs"
    from person p join institution i on i.id = p.institution_id
    where p.role = 'learner' and (${all} or p.institution_id = ${institutionId})
    order by "withheldMs" desc, i.name, p.name, p.id
    limit ${learnersShown}`;
  return rows.map(({ phone, creditedMs, withheldMs, lastStudiedMs, ...row }) => ({
    ...row,
    maskedPhone: maskPhone(phone),
    creditedMs: Number(creditedMs),
    withheldMs: Number(withheldMs),
    lastStudiedMs: lastStudiedMs === null ? null : Number(lastStudiedMs),
  }));
}
