import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { workLane } from '../../app/platform/work-lane.server.ts';
import type { MediaHouse } from '../media-house.ts';
import { PlainFailure } from '../plain-failure.ts';
import { prepareJob } from '../prepare-job.server.ts';
import type { EnteredScript } from './enter-scripts.server.ts';
import type { BuildPart } from './tell-progress.ts';

type Standing = { id: string; state: string; stepPct: number; failure: string | null; isOpen: boolean };

/**
 * Makes entered versions until none is left, `atOnce` at a time, sharing the queue with every other worker. Stopped and
 * begun again it goes on where it was. `onLook` is told where all of them stand, twice a second. Answers what did not succeed.
 */
export async function buildCourses(
  house: MediaHouse,
  entered: readonly EnteredScript[],
  on: { atOnce: number; stop: AbortSignal; onLook: (parts: BuildPart[]) => void },
): Promise<{ name: string; failure: string }[]> {
  const done = new AbortController();
  const stop = AbortSignal.any([on.stop, done.signal]);
  const lane = {
    db: house.db,
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    stop,
    isHopeless: (error: unknown) => error instanceof PlainFailure,
    isQuiet: true,
  };
  const handlers = {
    prepare_version: (job: Parameters<typeof prepareJob>[1], signal: AbortSignal) =>
      prepareJob(house, job, signal),
  };
  const lanes = Array.from({ length: on.atOnce }, () => workLane(lane, handlers, 300));
  let parts: (BuildPart & { failure: string | null })[] = [];
  while (!stop.aborted) {
    parts = notBack(parts, await readParts(house, entered));
    on.onLook(parts);
    if (parts.every(({ state }) => state === 'done' || state === 'failed'))
      done.abort(new Error('all is made'));
    else await sleep(500, null, { signal: stop }).catch(() => {});
  }
  await Promise.all(lanes);
  return parts.flatMap(({ name, state, failure }) =>
    state === 'failed' ? [{ name, failure: failure ?? '' }] : [],
  );
}

/** A step that is begun again is made anew, and the bar waits for it: it never falls. */
function notBack<Part extends BuildPart>(before: readonly Part[], now: Part[]): Part[] {
  return now.map((part, i) => ({ ...part, pct: Math.max(part.pct, before[i]?.pct ?? 0) }));
}

async function readParts(
  { sql }: MediaHouse,
  entered: readonly EnteredScript[],
): Promise<(BuildPart & { failure: string | null })[]> {
  const rows = await sql<Standing[]>`
    select v.id, v.state, v.step_pct as "stepPct", coalesce(v.failure, j.failure) as failure,
      j.id is not null and j.done_at is null as "isOpen"
    from video_version v left join job j on j.kind = 'prepare_version' and j.subject = v.id::text
    where v.id = any(${entered.map((one) => one.videoVersionId)}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return entered.map(({ name, videoVersionId, minutes }) => {
    const found = byId.get(videoVersionId);
    const { stepPct: pct = 0, failure = null } = found ?? {};
    return { name, minutes, pct, failure, state: nameState(found) };
  });
}

/** What is neither made nor on its way any more did not succeed. */
function nameState(found: Standing | undefined): BuildPart['state'] {
  if (!found) return 'failed';
  if (found.isOpen) return found.state === 'processing' ? 'making' : 'waiting';
  return ['uploaded', 'processing', 'failed'].includes(found.state) ? 'failed' : 'done';
}
