import type { Sql } from '../../../db/client.ts';
import { readBoard } from '../board/read-board.server.ts';
import { chinaDay } from '../class-day.ts';
import type { OwnClass } from '../own-class.server.ts';
import { textLearners } from '../texts/text-learners.server.ts';
import { weekOf } from './week-of.ts';

type Running = Pick<OwnClass, 'id' | 'title' | 'startsOn' | 'endsOn' | 'courseVersionId' | 'institutionId'>;

const batch = 100;

/**
 * Looks at every running class once: who is behind her plan is told so herself, her clerks and teachers are told how many,
 * once a week. Answers how many classes were looked at; run by the worker once a day.
 */
export async function tellBehind(sql: Sql, nowMs: number, signal?: AbortSignal): Promise<number> {
  let looked = 0;
  for (let after: string | null = null; ;) {
    const classes: Running[] = await readRunning(sql, chinaDay(nowMs), after);
    for (const one of classes) {
      signal?.throwIfAborted();
      await tellClass(sql, one, nowMs);
      looked++;
    }
    after = classes.at(-1)?.id ?? null;
    if (classes.length < batch || after === null) return looked;
  }
}

const readRunning = (sql: Sql, today: string, after: string | null) => sql<Running[]>`
  select c.id, c.title, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
    c.course_version_id as "courseVersionId", c.institution_id as "institutionId"
  from training_class c
  where c.state = 'approved' and ${today}::date between c.starts_on and c.ends_on
    and (${after}::uuid is null or c.id > ${after}::uuid)
  order by c.id limit ${batch}`;

async function tellClass(sql: Sql, own: Running, nowMs: number): Promise<void> {
  const behind = (await readBoard(sql, own, nowMs)).filter(({ state }) => state === 'behind');
  if (behind.length === 0) return;
  const learnerIds = behind.map(({ learnerId }) => learnerId);
  const subject = `${own.id} ${weekOf(chinaDay(nowMs))}`;
  const facts = { classId: own.id, class: own.title };
  const at = new Date(nowMs);
  await sql.begin(async (tx) => {
    await tx`
      insert into notice (recipient_id, kind, subject, facts, at)
      select one, 'behind', ${subject}, ${tx.json(facts)}, ${at} from unnest(${learnerIds}::uuid[]) one
      on conflict do nothing`;
    await tx`
      insert into notice (recipient_id, kind, subject, facts, at)
      select id, 'class_behind', ${subject}, ${tx.json({ ...facts, count: behind.length })}, ${at} from (
        select p.id from person p where p.role = 'clerk' and p.institution_id = ${own.institutionId}
        union select t.teacher_id from class_teacher t where t.class_id = ${own.id}) staff
      on conflict do nothing`;
    await textLearners(tx, { subject, classId: own.id, template: 'behind', learnerIds, at });
  });
}
