import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../db/client.ts';
import { nameError } from './answer-refusal.ts';
import { claimJob, failJob, finishJob, releaseJob, renewJob, type Job } from './jobs.server.ts';
import { cleanText } from './watch/clean-error.ts';
import { log, logSampled } from './watch/log.server.ts';
import { countError, countJob } from './watch/metrics.server.ts';

/** Does a job; an answer of `againMs` asks to be run once more after that time. */
export type Handler = (job: Job, signal: AbortSignal) => Promise<{ againMs: number } | void>;

/** Who works, until when, and which errors no second try can mend. */
export type LaneWorker = {
  db: Db;
  worker: string;
  stop: AbortSignal;
  isHopeless: (error: unknown) => boolean;
  /** Says nothing of jobs that are done: somebody else tells. */
  isQuiet?: boolean;
};

/** A claim outlives three missed renewals; after a kill -9 the work is taken up again this much later. */
export const claimMs = 15_000;

/**
 * Runs one claimed job to its end, renewing the claim; a lost claim stops the work. What work says whose claim was lost
 * is no word about the job: it may have failed at what the next worker had already done.
 */
async function runJob(
  { db, worker, stop, isHopeless, isQuiet = false }: LaneWorker,
  job: Job,
  handler: Handler,
): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stop, lost.signal]);
  const renewing = setInterval(() => {
    renewJob(db, worker, job.id, claimMs).then(
      (isHeld) => void (isHeld || lost.abort(new Error('the claim was lost'))),
      (err: Error) => logSampled('warn', 'renew', { kind: job.kind, err }, 'a claim could not be renewed'),
    );
  }, claimMs / 3);
  const startedMs = performance.now();
  const { kind, subject, tries } = job;
  const seconds = () => Math.round((performance.now() - startedMs) / 100) / 10;
  const facts = (outcome: 'done' | 'put_back' | 'failed') => ({ kind, subject, seconds: seconds(), outcome });
  const tellPutBack = () => {
    countJob(kind, 'put_back', seconds());
    if (!isQuiet) log.info(facts('put_back'), 'a job was put back');
  };
  try {
    const done = await handler(job, signal);
    if (!(await finishJob(db, worker, job.id, done?.againMs ?? null))) return tellPutBack();
    countJob(kind, 'done', seconds());
    if (!done && !isQuiet) log.info(facts('done'), 'a job is done');
  } catch (error) {
    if (signal.aborted) {
      await releaseJob(db, worker, job.id);
      return tellPutBack();
    }
    const why = error instanceof Error ? error.message : String(error);
    // Sentences of ours name a file or a line; anything else may name a person.
    const said = { ...facts('failed'), tries, why: isHopeless(error) ? why : cleanText(why), err: error };
    const tell = () => log.error(said, 'a job did not succeed');
    const isNoted = await failJob(db, worker, job.id, why, isHopeless(error)).catch((away: unknown) => {
      tell();
      throw away;
    });
    if (!isNoted) return tellPutBack();
    countJob(kind, 'failed', seconds());
    tell();
  } finally {
    clearInterval(renewing);
  }
}

/** Claims and does jobs of these kinds, one at a time, until the worker stops; a database that is away is waited for. */
export async function workLane(
  lane: LaneWorker,
  handlers: Record<string, Handler>,
  pauseMs: number,
): Promise<void> {
  while (!lane.stop.aborted) {
    try {
      const job = await claimJob(lane.db, lane.worker, Object.keys(handlers), claimMs);
      const handler = job && handlers[job.kind];
      if (handler) {
        await runJob(lane, job, handler);
        continue;
      }
    } catch (error) {
      countError('worker');
      const { passes } = nameError(error);
      logSampled(passes ? 'warn' : 'error', 'lane', { err: error }, 'the worker could not take up work');
    }
    await sleep(pauseMs, null, { signal: lane.stop }).catch(() => {});
  }
}
