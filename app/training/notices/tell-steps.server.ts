import type { Sql, SqlTx } from '../../../db/client.ts';
import { textLearners } from '../texts/text-learners.server.ts';
import { isTold, type Told } from './told.server.ts';

/**
 * Tells of steps of classes (P019): a class that was handed in its bureaus, a decision its clerks and heads, an approval its teachers
 * and learners too. Whoever was told is not told again.
 */
export async function tellSteps(tx: Sql | SqlTx, told: Told): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'class_' || s.state, s.id::text,
      jsonb_build_object('classId', c.id, 'class', c.title, 'institution', i.name), s.at
    from class_step s join training_class c on c.id = s.class_id join institution i on i.id = c.institution_id
      join lateral (
        select p.id from person p
        where s.step <> 'apply' and p.role in ('clerk', 'head') and p.institution_id = c.institution_id
        union all
        select p.id from person p join institution b on b.id = p.institution_id
        where s.step = 'apply' and p.role = 'bureau' and b.kind = 'bureau' and b.id <> c.institution_id
          and starts_with(c.place_code, regexp_replace(b.place_code, '(00){1,2}$', ''))
        union all
        select t.teacher_id from class_teacher t where s.step = 'approve' and t.class_id = c.id
        union all
        select e.learner_id from enrolment e where s.step = 'approve' and e.class_id = c.id) p on true
    where s.step in ('apply', 'approve', 'return', 'reject') and ${isTold(tx, told, 's.id', 's.at')}
    on conflict do nothing`;
  const approved = await tx<{ classId: string; at: Date }[]>`
    select s.class_id as "classId", s.at from class_step s
    where s.step = 'approve' and ${isTold(tx, told, 's.id', 's.at')}`;
  for (const { classId, at } of approved)
    await textLearners(tx, { subject: 'approved', classId, template: 'class_approved', at });
}
