import type { Learner, LoadOrder, Pace, PacedTally, Tally } from './crowd.ts';
import { startPart } from './start-part.ts';

/** A generator at work against one address. */
export type Load = {
  pid: number;
  /** Sends for so many seconds, or one request for each learner, which may be a pause. */
  run(order: { seconds: number } | { once: true | 'pause' }): Promise<Tally>;
  /** Sends so many a second, whatever the answers take. */
  keep(pace: Pace): Promise<PacedTally>;
  /** Plays these, too. */
  add(learners: Learner[]): Promise<void>;
};

/** Starts a generator that plays `learners`. Each keeps its own account of where they stand. */
export async function startLoad(
  script: 'beats' | 'lively' | 'keys',
  address: string,
  learners: Learner[],
  connections: number,
): Promise<Load> {
  const load = startPart(new URL('./generator.ts', import.meta.url), [script, address]);
  const add = async (more: Learner[]) => {
    await load.ask({ learners: more, connections } satisfies LoadOrder);
  };
  await add(learners);
  return {
    add,
    pid: load.pid,
    run: (order) => load.ask<Tally>(order satisfies LoadOrder),
    keep: (pace) => load.ask<PacedTally>(pace satisfies LoadOrder),
  };
}
