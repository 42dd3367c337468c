import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readTarget } from './loopback.ts';

const script = fileURLToPath(new URL('ask-in-turn.lua', import.meta.url));

/** Sends GETs of `paths` in turn with wrk for `seconds`, from one `core`; answers how many were answered well. Throws when any was not. */
export async function runWrk(
  origin: string,
  paths: string[],
  seconds: number,
  connections: number,
  core?: number,
): Promise<number> {
  readTarget(origin);
  const args = ['-t1', `-c${connections}`, `-d${Math.ceil(seconds)}s`, '-s', script, origin, '--', ...paths];
  const [program, ...rest] = core === undefined ? ['wrk'] : ['taskset', '-c', String(core), 'wrk'];
  const { stdout } = await promisify(execFile)(program as string, [...rest, ...args], {
    timeout: (seconds + 30) * 1_000,
  });
  const bad = /(Non-2xx.*|Socket errors.*)/.exec(stdout)?.[1];
  if (bad) throw new Error(`${origin}: ${bad}`);
  return Number(/(\d+) requests in/.exec(stdout)?.[1] ?? 0);
}
