import type { Learner, LoadOrder, Pace, PacedTally, Tally } from './crowd.ts';
import { startPart } from './start-part.ts';

/** A generator at work against one address. */
export type Load = {
  pid: number;
  /** Sends for so many seconds, or one request for each learner. */
  run(order: { seconds: number } | { once: true }): Promise<Tally>;
  /** Sends so many a second, whatever the answers take. */
  keep(pace: Pace): Promise<PacedTally>;
};

/** Starts a generator that plays `learners`. Each keeps its own account of where they stand. */
export async function startLoad(
  script: 'beats' | 'keys',
  address: string,
  learners: Learner[],
  connections: number,
): Promise<Load> {
  const load = startPart(new URL('./generator.ts', import.meta.url), [script, address]);
  await load.ask({ learners, connections } satisfies LoadOrder);
  return {
    pid: load.pid,
    run: (order) => load.ask<Tally>(order satisfies LoadOrder),
    keep: (pace) => load.ask<PacedTally>(pace satisfies LoadOrder),
  };
}
