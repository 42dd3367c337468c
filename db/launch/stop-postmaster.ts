import { setTimeout as sleep } from 'node:timers/promises';
import { worksIn } from './read-postmaster.ts';

/** Fast shutdown: sessions end, nothing is lost. After 15 s it is made to go; its log then repairs it at the next start. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!worksIn(pid, cluster)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let ms = 0; ms < waitMs && worksIn(pid, cluster); ms += 50) await sleep(50);
  }
}
