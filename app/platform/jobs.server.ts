import { sql } from 'drizzle-orm';
import type { Db, SqlTx, Tx } from '../../db/client.ts';

/** A claimed job: this worker alone may do it until the claim lapses. */
export type Job = {
  id: string;
  kind: string;
  subject: string;
  payload: Record<string, unknown>;
  tries: number;
};
/** Failed so often, a job is not tried again. */
export const triesMax = 3;
const retryDelayS = 5;

/** Adds a job unless one of this kind and subject is known; `again` lets a finished one run once more. */
export async function addJob(
  db: Db | Tx,
  job: { kind: string; subject: string; payload?: object; priority?: number; again?: boolean },
): Promise<void> {
  const payload = JSON.stringify(job.payload ?? {});
  await db.execute(sql`
    insert into job (kind, subject, payload, priority)
    values (${job.kind}, ${job.subject}, ${payload}::jsonb, ${job.priority ?? 100})
    on conflict (kind, subject) do update
      set done_at = null, tries = 0, failure = null, run_after = now(), payload = excluded.payload
      where ${job.again ?? false} and job.done_at is not null`);
}

/** Adds a job about one learner in the transaction of what it is about: both are stored, or neither. */
export async function queueJob(
  tx: SqlTx,
  job: { kind: string; subject: string; learnerId: string; priority?: number },
): Promise<void> {
  await tx`insert into job (kind, subject, payload, priority)
    values (${job.kind}, ${job.subject}, jsonb_build_object('learnerId', ${job.learnerId}::text), ${job.priority ?? 100})
    on conflict (kind, subject) do nothing`;
}

/** Claims the most urgent open job of these kinds for `leaseMs`, or null. A lapsed claim of a dead worker is taken over. */
export async function claimJob(
  db: Db,
  worker: string,
  kinds: string[],
  leaseMs: number,
): Promise<Job | null> {
  if (kinds.length === 0) return null;
  const list = sql.join(
    kinds.map((kind) => sql`${kind}`),
    sql`, `,
  );
  const [job] = await db.execute<Job>(sql`
    update job set claimed_by = ${worker}, claimed_until = now() + ${leaseMs} * interval '1 ms'
    where id = (
      select id from job
      where done_at is null and run_after <= now() and kind in (${list})
        and (claimed_until is null or claimed_until < now())
      order by priority, run_after, id
      limit 1
      for update skip locked
    )
    returning id, kind, subject, payload, tries`);
  return job ?? null;
}

/** Holds the claim for another `leaseMs`; false when it is lost and the work must stop. */
export async function renewJob(db: Db, worker: string, jobId: string, leaseMs: number): Promise<boolean> {
  const rows = await db.execute(sql`
    update job set claimed_until = now() + ${leaseMs} * interval '1 ms'
    where id = ${jobId} and claimed_by = ${worker} and done_at is null and claimed_until >= now()
    returning id`);
  return rows.length === 1;
}

/** Ends a job that is done; with `againMs` it runs once more after that time. False when the claim was lost: nothing changed. */
export async function finishJob(
  db: Db,
  worker: string,
  jobId: string,
  againMs: number | null = null,
): Promise<boolean> {
  const doneAt = againMs === null ? sql`now()` : sql`null`;
  const rows = await db.execute(sql`
    update job set claimed_by = null, claimed_until = null, tries = 0, failure = null,
      done_at = ${doneAt}, run_after = now() + ${againMs ?? 0} * interval '1 ms'
    where id = ${jobId} and claimed_by = ${worker}
    returning id`);
  return rows.length === 1;
}

/**
 * Notes why a try did not succeed. It is tried again later, unless that is hopeless or was tried enough. False when the
 * claim was lost: nothing changed.
 */
export async function failJob(
  db: Db,
  worker: string,
  jobId: string,
  why: string,
  isHopeless: boolean,
): Promise<boolean> {
  const rows = await db.execute(sql`
    update job set claimed_by = null, claimed_until = null, tries = tries + 1, failure = ${why.slice(0, 1000)},
      run_after = now() + ${retryDelayS} * power(4, tries) * interval '1 s',
      done_at = case when ${isHopeless} or tries + 1 >= ${triesMax} then now() end
    where id = ${jobId} and claimed_by = ${worker}
    returning id`);
  return rows.length === 1;
}

/** Gives a job back untouched, for whoever comes next. */
export async function releaseJob(db: Db, worker: string, jobId: string): Promise<void> {
  await db.execute(sql`
    update job set claimed_by = null, claimed_until = null where id = ${jobId} and claimed_by = ${worker}`);
}

/** Says that this worker lives. */
export async function beatWorker(db: Db, worker: string): Promise<void> {
  await db.execute(sql`
    insert into worker_heartbeat (worker, beat_at) values (${worker}, now())
    on conflict (worker) do update set beat_at = now()`);
}

/** Says that this worker stopped in order. */
export async function forgetWorker(db: Db, worker: string): Promise<void> {
  await db.execute(sql`delete from worker_heartbeat where worker = ${worker}`);
}
