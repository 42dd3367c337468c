import { endAll } from './at-end.ts';
import { benchBeatsLatency } from './beats-latency.ts';
import { benchBeats } from './beats.ts';
import { benchBoard } from './board.ts';
import { benchBytes } from './bytes.ts';
import { benchFaceBrowser } from './face-browser.ts';
import { benchFaceEngine } from './face-engine.ts';
import { benchFaceLoad } from './face-load.ts';
import { benchFirstFrame } from './first-frame.ts';
import { benchGrowth } from './growth.ts';
import { benchKeys } from './keys.ts';
import { benchLecture } from './lecture.ts';
import { benchPackage } from './package.ts';
import { benchPage } from './page.ts';
import { benchReplay } from './replay.ts';
import { benchSegments } from './segments.ts';
import { findBench, type BenchName } from './name-bench.ts';
import type { Figure } from './summarise.ts';

// npm run bench -- NAME: measures, tells how it goes on standard error, and prints one line of JSON last.
const benches: Record<BenchName, () => Promise<Figure>> = {
  beats: benchBeats,
  'beats-latency': benchBeatsLatency,
  board: benchBoard,
  bytes: benchBytes,
  keys: benchKeys,
  replay: benchReplay,
  growth: benchGrowth,
  face: benchFaceEngine,
  'face-browser': benchFaceBrowser,
  'face-load': benchFaceLoad,
  segments: benchSegments,
  package: benchPackage,
  lecture: benchLecture,
  page: benchPage,
  'first-frame': benchFirstFrame,
};

async function main(): Promise<number> {
  const found = findBench(process.argv.slice(2));
  if ('say' in found) {
    (found.isAsked ? console.log : console.error)(found.say);
    return found.isAsked ? 0 : 2;
  }
  if (process.platform !== 'linux') {
    console.error('CPU seconds are read from /proc: the benches run on Linux only.');
    return 2;
  }
  try {
    console.log(JSON.stringify(await benches[found.name]()));
    return 0;
  } catch (error) {
    console.error(`The bench stopped: ${(error as Error).message}`);
    return 1;
  } finally {
    await endAll();
  }
}

// A second signal, which a terminal or a supervisor may send, does not cut the clearing up short.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void endAll().then(() => process.exit(130)));
process.exitCode = await main();
