import type { Sql, SqlTx } from '../../../db/client.ts';
import { textLearners } from '../texts/text-learners.server.ts';
import { isTold, type Told } from './told.server.ts';

/** Asks the learners of a class to say how it was, while they may and have not yet (P057). */
export async function tellRounds(tx: Sql | SqlTx, told: Told, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select e.learner_id, 'survey_opened', r.id::text, jsonb_build_object('classId', c.id, 'class', c.title), r.opened_at
    from survey_round r join training_class c on c.id = r.class_id join enrolment e on e.class_id = c.id
    where r.closes_at > ${now} and ${isTold(tx, told, 'r.id', 'r.opened_at')}
    on conflict do nothing`;
  const opened = await tx<{ id: string; classId: string; at: Date }[]>`
    select r.id, r.class_id as "classId", r.opened_at as at from survey_round r
    where r.closes_at > ${now} and ${isTold(tx, told, 'r.id', 'r.opened_at')}`;
  for (const { id, classId, at } of opened)
    await textLearners(tx, { subject: id, classId, template: 'survey_opened', at });
}

/** Tells clerks, heads and bureaus until when a class may not be assessed; `day` is the first on which it is asked again (P057). */
export async function tellLock(
  tx: Sql | SqlTx,
  { roundId, day }: { roundId: string; day: string },
  nowMs: number,
): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'assessment_locked', r.id::text,
      jsonb_build_object('classId', c.id, 'class', c.title, 'day', ${day}::text), ${new Date(nowMs)}
    from survey_round r join training_class c on c.id = r.class_id join lateral (
      select p.id from person p where p.role in ('clerk', 'head') and p.institution_id = c.institution_id
      union all
      select p.id from person p join institution b on b.id = p.institution_id
      where p.role = 'bureau' and b.kind = 'bureau'
        and starts_with(c.place_code, regexp_replace(b.place_code, '(00){1,2}$', ''))) p on true
    where r.id = ${roundId}
    on conflict do nothing`;
}
