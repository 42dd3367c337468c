import { pino } from 'pino';
import { cleanError } from './clean-error.ts';
import { openSampler } from './sample-lines.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** `LOG_LEVEL`: from this level on lines are written. Errors: a sentence naming the setting. */
export function readLogLevel(from: Record<string, string | undefined>): string {
  const level = from['LOG_LEVEL'] || 'info';
  if (!levels.includes(level)) throw new Error(`LOG_LEVEL must be one of ${levels.join(', ')}.`);
  return level;
}

/**
 * The log of this process: one JSON object a line on standard error, or appended to the file `LOG_FILE`. Written at once,
 * so that the last words of a process that dies are there. No name, number, address or picture of anybody goes in:
 * errors are cleaned (`clean-error.ts`), requests are named by kind.
 */
export const log = pino(
  {
    level: readLogLevel(process.env),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: cleanError },
  },
  pino.destination({ dest: process.env['LOG_FILE'] || 2, sync: true, append: true, mkdir: true }),
);

const sample = openSampler(10_000);

/** One line of this kind in ten seconds, with how many more there were (`left`). */
export function logSampled(level: 'info' | 'warn' | 'error', kind: string, facts: object, say: string): void {
  const sampled = sample(`${level} ${kind}`, performance.now());
  if (sampled) log[level]({ ...facts, ...(sampled.left > 0 ? sampled : {}) }, say);
}
