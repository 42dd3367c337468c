import type { Learner, LoadOrder, Tally } from './crowd.ts';
import { startPart } from './start-part.ts';

/** A generator at work against one address. */
export type Load = {
  /** Sends for so many seconds, or one request for each learner. */
  run(order: { seconds: number } | { once: true }): Promise<Tally>;
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
  return { run: (order) => load.ask<Tally>(order satisfies LoadOrder) };
}
