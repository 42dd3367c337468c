import type { Sql } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { chinaDay } from '../class-day.ts';
import type { OwnClass } from '../own-class.server.ts';
import { countBoard } from './arrange-board.ts';
import { readBoard } from './read-board.server.ts';

type Running = Pick<OwnClass, 'id' | 'institutionId' | 'startsOn' | 'endsOn' | 'courseVersionId'>;

/**
 * Counts who stands where in every running class, as its board would show it now; what is over goes. One class is one
 * statement of its own, so that nobody waits. Answers how many; run by the worker.
 */
export async function countClasses(sql: Sql, now: ClockReading, signal?: AbortSignal): Promise<number> {
  const today = chinaDay(now.wallMs);
  const running = await sql<Running[]>`
    select id, institution_id as "institutionId", starts_on::text as "startsOn", ends_on::text as "endsOn", course_version_id as "courseVersionId"
    from training_class where state = 'approved' and starts_on <= ${today} and ends_on >= ${today}`;
  await sql`delete from class_count where class_id <> all(${running.map(({ id }) => id)})`;
  for (const own of running) {
    signal?.throwIfAborted();
    const counts = countBoard(await readBoard(sql, own, now.wallMs));
    const of = (state: (typeof counts)[number]['state']) =>
      counts.find((one) => one.state === state)?.count ?? 0;
    await sql`
      insert into class_count (class_id, stuck, behind, never, on_plan, finished, counted_at)
      values (${own.id}, ${of('stuck')}, ${of('behind')}, ${of('never')}, ${of('on_plan')}, ${of('finished')},
        ${new Date(now.wallMs)})
      on conflict (class_id) do update set stuck = excluded.stuck, behind = excluded.behind, never = excluded.never,
        on_plan = excluded.on_plan, finished = excluded.finished, counted_at = excluded.counted_at`;
  }
  return running.length;
}
