import { endAll } from './at-end.ts';
import { benchBeats } from './beats.ts';
import { benchBoard } from './board.ts';
import { benchFaceBrowser } from './face-browser.ts';
import { benchFaceEngine } from './face-engine.ts';
import { benchFaceLoad } from './face-load.ts';
import { benchKeys } from './keys.ts';
import { benchLecture } from './lecture.ts';
import { benchPackage } from './package.ts';
import type { Figure } from './summarise.ts';

// npm run bench -- NAME: measures, tells how it goes on standard error, and prints one line of JSON last.
const benches: Record<string, () => Promise<Figure>> = {
  beats: benchBeats,
  board: benchBoard,
  keys: benchKeys,
  face: benchFaceEngine,
  'face-browser': benchFaceBrowser,
  'face-load': benchFaceLoad,
  package: benchPackage,
  lecture: benchLecture,
};

async function main(): Promise<number> {
  const bench = benches[process.argv[2] ?? ''];
  if (!bench) {
    console.error(`Name a bench: npm run bench -- (${Object.keys(benches).join(' | ')})`);
    return 2;
  }
  if (process.platform !== 'linux') {
    console.error('CPU seconds are read from /proc: the benches run on Linux only.');
    return 2;
  }
  try {
    console.log(JSON.stringify(await bench()));
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
