import { monitorEventLoopDelay } from 'node:perf_hooks';
import { answerBench } from './start-part.ts';

// Preloaded into a process of the product: tells the bench how late its event loop ran since it was last asked.

/** As Node counts it, the 10 ms between two looks included. */
export type LoopDelay = { p50Ms: number; p99Ms: number; maxMs: number };

const delays = monitorEventLoopDelay({ resolution: 10 });
delays.enable();
answerBench((): LoopDelay => {
  const [p50Ms, p99Ms] = [delays.percentile(50) / 1e6, delays.percentile(99) / 1e6];
  const seen = { p50Ms, p99Ms, maxMs: delays.max / 1e6 };
  delays.reset();
  return seen;
});
