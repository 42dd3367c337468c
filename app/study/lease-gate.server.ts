import { Refusal } from '../platform/refusal.ts';
import { readLoopLag } from '../platform/watch/loop-lag.server.ts';
import { countShed, tellFull } from '../platform/watch/metrics.server.ts';
import { readBeatQueue } from '../platform/watch/watch-requests.server.ts';
import { drawAgainS, judgeLoad, openingsAtOnce } from './judge-load.ts';

/** What an opening that waits is told: to begin, or that a later one of its session stands in its place. */
type Call = 'begin' | 'replaced';

/** An opening in the line. */
type Place = { token: string; call: (call: Call) => void };
/**
 * Lets one opening through. `token`: of its session, not looked up. `ask` answers who it is once all of it has come in, `open`
 * does the work; what they throw is thrown.
 */
export type LeaseGate = <T>(token: string, ask: () => Promise<string>, open: () => Promise<T>) => Promise<T>;

/**
 * Where new leases wait their turn, few at a time, first come, first served. A full process sends them away with `busy`
 * and the time to come again before it has asked the database anything. What is begun is never broken off.
 *
 * A place in the line is a learner's, whose session was found and whose request has come in whole: a token that is nobody's
 * and a body that never ends stand in nobody's way. She stands in it once and is at work once, with however many sessions,
 * so that nobody fills it alone. Who asks again keeps her place, and the later opening is answered: after a reload on a bad
 * line nobody listens to the earlier one any more, which is told `too_fast` as openings one after the other are.
 */
export function openLeaseGate(): LeaseGate {
  /** By learner, in the order in which they came; a later opening of hers takes over the call of the earlier one. */
  const line = new Map<string, Place>();
  const atWork = new Set<string>();
  let isLate = false;

  /** Begins the first that waits and is not at work. */
  const callNext = () => {
    for (const [learnerId, { call }] of line) {
      if (atWork.size >= openingsAtOnce) return;
      if (atWork.has(learnerId)) continue;
      line.delete(learnerId);
      atWork.add(learnerId);
      call('begin');
    }
  };
  const wait = (learnerId: string, token: string) =>
    new Promise<Call>((call) => {
      const earlier = line.get(learnerId);
      line.set(learnerId, { token, call });
      earlier?.call('replaced');
      callNext();
    });
  /** Throws `busy` where the line is full and she has no place in it. */
  const requireRoom = (hasPlace: () => boolean) => {
    const { oldestMs } = readBeatQueue();
    const load = { lagMs: readLoopLag(), oldestBeatMs: oldestMs, inLine: line.size };
    const judged = judgeLoad(load, isLate);
    isLate = judged.isLate;
    tellFull(judged.isFull);
    if (!judged.isFull || hasPlace()) return;
    countShed();
    throw new Refusal('busy', { retryAfterS: drawAgainS(Math.random()) });
  };

  return async (token, ask, open) => {
    requireRoom(() => [...line.values()].some((place) => place.token === token));
    const learnerId = await ask();
    requireRoom(() => line.has(learnerId));
    if ((await wait(learnerId, token)) === 'replaced') throw new Refusal('too_fast', { retryAfterS: 20 });
    try {
      return await open();
    } finally {
      atWork.delete(learnerId);
      callNext();
    }
  };
}
