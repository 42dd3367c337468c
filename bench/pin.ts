import { execFileSync } from 'node:child_process';
import { readFamily } from './cpu-seconds.ts';

/** Keeps processes with their children and threads on one core, so that every round shares the machine in the same way. Linux only. */
export function pin(pids: number[], core: number): void {
  for (const pid of readFamily(pids)) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)]);
}
