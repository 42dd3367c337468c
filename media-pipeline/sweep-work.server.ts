import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../db/client.ts';

/**
 * Repairs what was lost of the worker's work: a version that waits or is being made without an open job gets one again
 * (it was tried in vain, or its row is all that a crash left); working folders of versions that are made, failed for good
 * or gone are removed. Answers how many of both. Never touches what a worker holds.
 */
export async function sweepWork(
  sql: Sql,
  scratchDir: string,
): Promise<{ requeued: number; removed: number }> {
  const requeued = await sql`
    insert into job (kind, subject, payload, priority)
    select 'prepare_version', v.id::text, '{}', 100 from video_version v
    where v.state in ('uploaded', 'processing') and v.source_blob is not null
    on conflict (kind, subject) do update
      set done_at = null, tries = 0, failure = null, claimed_by = null, claimed_until = null, run_after = now()
      where job.done_at is not null
    returning id`;
  const folders = (await readdir(scratchDir).catch(() => [])).filter((name) => /^[0-9a-f-]{36}$/.test(name));
  // A worker may still clear up behind what it has just finished; a failed one may be tried again for a day.
  const kept = await sql<{ id: string }[]>`
    select id::text as id from video_version where id = any(${folders}::uuid[]) and state in ('uploaded', 'processing')
    union
    select j.subject from job j left join video_version v on v.id::text = j.subject
    where j.kind = 'prepare_version' and j.subject = any(${folders}::text[])
      and (j.done_at is null or (v.state = 'failed' and j.run_after > now() - interval '1 day'))`;
  const needed = new Set(kept.map(({ id }) => id));
  const idle = folders.filter((name) => !needed.has(name));
  for (const name of idle) await rm(join(scratchDir, name), { recursive: true, force: true });
  return { requeued: requeued.length, removed: idle.length };
}
