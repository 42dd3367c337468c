import { randomUUID } from 'node:crypto';
import type { Refusal } from '../refusal.ts';
import { logSampled, log } from './log.server.ts';
import { countError, countRefusal, countRequest } from './metrics.server.ts';
import { nameRequest, type RequestKind } from './name-request.ts';

/** A request on its way through this process. */
export type Watched = {
  id: string;
  kind: RequestKind;
  atMs: number;
  /** Of a beat: when all of it was here; null once it is answered. */
  wholeMs?: number | null;
};

/** Slower than this is told in the log, ms. */
const slowMs = 2_000;

/** Beats that came in whole and are not answered yet, oldest first. */
const beats = new Set<Watched>();

/** How many beats wait for their answer, and for how long the oldest has, ms. */
export function readBeatQueue(): { waiting: number; oldestMs: number } {
  const [oldest] = beats;
  return { waiting: beats.size, oldestMs: oldest?.wholeMs ? performance.now() - oldest.wholeMs : 0 };
}

/** A beat is here to its last byte: from now on it waits for us. Until then we wait for its sender, however long it takes. */
export function beginWait(beat: Watched): void {
  if (beat.wholeMs !== undefined) return;
  beat.wholeMs = performance.now();
  beats.add(beat);
}

/** Its answer is ready, or nobody hears it any more: how slowly it is read is no wait of ours. */
export function endWait(beat: Watched): void {
  beat.wholeMs = null;
  beats.delete(beat);
}

/**
 * Begins to watch a request. `told` is nginx's id of it, believed only where nginx stands before us (the caller sees to
 * that); any other shape gets a new one.
 */
export function beginRequest(method: string, path: string, told: string | undefined): Watched {
  const id = told !== undefined && /^[0-9a-f]{32}$/.test(told) ? told : randomUUID();
  return { id, kind: nameRequest(method, path), atMs: performance.now() };
}

/** Counts how it ended. Call once. */
export function endRequest(watched: Watched, status: number): void {
  if (watched.kind === 'beat') endWait(watched);
  const { id, kind, atMs } = watched;
  const ms = performance.now() - atMs;
  countRequest(kind, status, ms / 1000);
  if (log.isLevelEnabled('debug')) log.debug({ requestId: id, kind, status, ms: Math.round(ms) }, 'answered');
  if (ms > slowMs)
    logSampled('warn', `slow ${kind}`, { requestId: id, kind, status, ms: Math.round(ms) }, 'slow');
}

/** A refusal: counted, and one line of each code now and then. */
export function noteRefused({ id, kind }: Watched, { code, status }: Pick<Refusal, 'code' | 'status'>): void {
  countRefusal(code);
  logSampled('info', code, { requestId: id, kind, refused: code, status }, 'refused');
}

/** An error that a handler or page did not mean; `passing`: the database is away and it will pass. */
export function noteError(
  { id, kind }: Pick<Watched, 'id' | 'kind'>,
  error: unknown,
  code: string | undefined,
  passing: boolean,
): void {
  countError(code ?? 'unknown');
  const name = error instanceof Error ? error.name : typeof error;
  const facts = { requestId: id, kind, code, err: error };
  logSampled(passing ? 'warn' : 'error', `${code} ${name}`, facts, passing ? 'database away' : 'error');
}
