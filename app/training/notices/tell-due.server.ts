import type { Sql } from '../../../db/client.ts';
import { chinaDay } from '../class-day.ts';
import { textLearners } from '../texts/text-learners.server.ts';

/** Tells clerks of learners whom somebody has to see. What only an office decides is no notice of theirs. */
export async function tellCases(sql: Sql, since: Date): Promise<void> {
  await sql`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'face_case', k.id::text, jsonb_build_object('caseId', k.id), k.opened_at
    from face_case k join person p on p.institution_id = k.institution_id and p.role = 'clerk'
    where k.decided_at is null and k.kind <> 'duplicate' and k.opened_at >= ${since}
    on conflict do nothing`;
}

/** Tells the bureaus of a running class that is half over and was never looked at (P025, P048). */
export async function tellInspectionsDue(sql: Sql, nowMs: number): Promise<void> {
  const today = chinaDay(nowMs);
  await sql`
    insert into notice (recipient_id, kind, subject, facts, at)
    select p.id, 'inspection_due', c.id::text, jsonb_build_object('classId', c.id, 'class', c.title), ${new Date(nowMs)}
    from training_class c join institution b on b.kind = 'bureau'
        and starts_with(c.place_code, regexp_replace(b.place_code, '(00){1,2}$', ''))
      join person p on p.institution_id = b.id and p.role = 'bureau'
    where c.state = 'approved' and ${today}::date >= c.starts_on + (c.ends_on - c.starts_on) / 2
      and ${today}::date <= c.ends_on + 30 and not exists (select from inspection n where n.class_id = c.id)
    on conflict do nothing`;
}

/** Tells learners on the first days of their class that it begins. */
export async function tellBeginnings(sql: Sql, nowMs: number): Promise<void> {
  const today = chinaDay(nowMs);
  const begun = await sql<{ id: string }[]>`
    select id from training_class where state = 'approved' and starts_on between ${today}::date - 2 and ${today}::date`;
  for (const { id } of begun)
    await sql.begin(async (tx) => {
      const [told] = await tx`
        insert into notice (recipient_id, kind, subject, facts, at)
        select e.learner_id, 'class_begins', c.id::text, jsonb_build_object('classId', c.id, 'class', c.title),
          ${new Date(nowMs)}
        from training_class c join enrolment e on e.class_id = c.id where c.id = ${id}
        on conflict do nothing returning id`;
      if (told)
        await textLearners(tx, {
          ...{ subject: 'begins', classId: id, template: 'class_begins' as const },
          at: new Date(nowMs),
        });
    });
}

/** Tells clerks how many learners never signed in, two days after their class began; and reminds those learners by text. */
export async function tellNeverSignedIn(sql: Sql, nowMs: number): Promise<void> {
  const today = chinaDay(nowMs);
  const late = await sql<{ id: string; absent: string[] }[]>`
    select c.id, array_agg(p.id) as absent
    from training_class c join enrolment e on e.class_id = c.id join person p on p.id = e.learner_id
    where c.state = 'approved' and c.starts_on between ${today}::date - 14 and ${today}::date - 2
      and c.ends_on >= ${today}::date and p.password_hash is null
      and not exists (select from notice n join person k on k.id = n.recipient_id
        where k.institution_id = c.institution_id and k.role = 'clerk' and n.kind = 'never_signed_in'
          and n.subject = c.id::text)
    group by c.id`;
  for (const { id, absent } of late)
    await sql.begin(async (tx) => {
      await tx`
        insert into notice (recipient_id, kind, subject, facts, at)
        select p.id, 'never_signed_in', c.id::text,
          jsonb_build_object('classId', c.id, 'class', c.title, 'count', ${absent.length}::int), ${new Date(nowMs)}
        from training_class c join person p on p.institution_id = c.institution_id and p.role = 'clerk'
        where c.id = ${id} on conflict do nothing`;
      await textLearners(tx, {
        ...{ subject: 'never', classId: id, template: 'first_sign_in' as const, learnerIds: absent },
        at: new Date(nowMs),
      });
    });
}
