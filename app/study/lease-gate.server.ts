import { Refusal } from '../platform/refusal.ts';
import { readLoopLag } from '../platform/watch/loop-lag.server.ts';
import { countShed, tellFull } from '../platform/watch/metrics.server.ts';
import { readBeatQueue } from '../platform/watch/watch-requests.server.ts';
import { drawAgainS, judgeLoad, openingsAtOnce } from './judge-load.ts';

/**
 * Where new leases wait their turn, few at a time, first come, first served. A full process sends them away with `busy`
 * and the time to come again before it has asked the database anything. What is begun is never broken off.
 */
export function openLeaseGate(): <T>(open: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let atWork = 0;
  let isLate = false;

  return async (open) => {
    const { oldestMs } = readBeatQueue();
    const load = { lagMs: readLoopLag(), oldestBeatMs: oldestMs, inLine: line.length };
    const judged = judgeLoad(load, isLate);
    isLate = judged.isLate;
    tellFull(judged.isFull);
    if (judged.isFull) {
      countShed();
      throw new Refusal('busy', { retryAfterS: drawAgainS(Math.random()) });
    }
    if (atWork < openingsAtOnce) atWork += 1;
    else await new Promise<void>((enter) => line.push(enter));
    try {
      return await open();
    } finally {
      const next = line.shift();
      if (next) next();
      else atWork -= 1;
    }
  };
}
