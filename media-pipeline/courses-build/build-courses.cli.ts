import { availableParallelism, getPriority, setPriority } from 'node:os';
import { openHouse } from '../../app/platform/house.server.ts';
import { enterOutline } from '../../db/seed/outline.ts';
import { demoDocument, findDemoHands } from '../../db/seed/demo-hands.ts';
import { platformInstitutionId } from '../../db/seed/platform.ts';
import { findMissingTools } from '../check-tools.ts';
import { readCourses } from '../checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../gather-sources.server.ts';
import { prepareControls } from '../prepare-controls.server.ts';
import type { PreparePayload } from '../prepare-job.server.ts';
import { buildCourses } from './build-courses.server.ts';
import { enterScript, type EnteredScript } from './enter-scripts.server.ts';
import { sayTime, shareMade, tellProgress, type BuildPart } from './tell-progress.ts';

// npm run courses:build -- (--occupation FOLDER | --all) [--demo-approval]: makes the platform's scripts into versions that
// wait for the provincial office. With --demo-approval they go on through the demonstration's hands and are labelled so.

/** The platform's own hand: no person, its institution. */
const platform = { role: 'platform', personId: null, institutionId: platformInstitutionId } as const;

const usage = 'Usage: npm run courses:build -- (--occupation FOLDER | --all) [--demo-approval]';

async function main(args: string[]): Promise<number> {
  const folder = args.includes('--occupation') ? args[args.indexOf('--occupation') + 1] : undefined;
  if (!folder && !args.includes('--all')) {
    console.error(usage);
    return 2;
  }
  const missing = findMissingTools();
  if (missing) {
    console.error(missing);
    return 1;
  }
  setPriority(Math.max(getPriority(), 5));
  const house = openHouse();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => stop.abort(new Error('stopped')));
  try {
    await enterOutline(house);
    const { files, broken } = await readCourses(coursesDir, drawingsDir);
    for (const { name, line, say } of broken) console.error(`${name}.md:${line}: ${say}`);
    const wanted = files.filter(({ name }) => !folder || name.startsWith(`${folder}/`));
    if (wanted.length === 0) {
      console.error(`There is no script in media-pipeline/courses/${folder ?? ''}.`);
      return 1;
    }
    await prepareControls(house, { signal: stop.signal });
    const payload: PreparePayload = { submit: true };
    if (args.includes('--demo-approval')) {
      const hands = await findDemoHands(house.sql).catch(() => null);
      if (!hands) {
        console.error('There is no demonstration here yet: run `npm start` once first.');
        return 1;
      }
      const { reviewer } = hands;
      payload.demo = { author: platform, reviewer, documentNumber: demoDocument };
    }
    const entered: EnteredScript[] = [];
    for (const file of wanted) {
      const one = await enterScript(house, file, platform, payload);
      if (one) entered.push(one);
      else console.error(`${file.name}: the outline has no such lesson.`);
    }
    const left = entered.filter(({ isMade }) => !isMade);
    console.log(
      `${entered.length} scripts, ${entered.length - left.length} unchanged, ${left.length} to make.`,
    );
    const startedMs = performance.now();
    const failed = await buildCourses(house, left, {
      atOnce: availableParallelism(),
      stop: stop.signal,
      onLook: openTeller(startedMs),
    });
    for (const { name, failure } of failed) console.error(`${name}: ${failure}`);
    if (stop.signal.aborted) {
      console.error('\nStopped; the same command goes on from here.');
      return 130;
    }
    console.log(
      `\nDone after ${sayTime(performance.now() - startedMs)}: ${left.length - failed.length} made.`,
    );
    return failed.length + broken.length > 0 ? 1 : 0;
  } finally {
    await house.close();
  }
}

/** Draws the line again on a terminal; elsewhere writes one every ten seconds. */
function openTeller(startedMs: number) {
  let toldMs = -Infinity;
  let shareBefore: number | undefined;
  return (parts: BuildPart[]) => {
    shareBefore ??= shareMade(parts);
    const nowMs = performance.now();
    const line = tellProgress(parts, nowMs - startedMs, shareBefore);
    if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${line.slice(0, process.stdout.columns - 1)}`);
    else if (nowMs - toldMs > 10_000) console.log(line);
    else return;
    toldMs = nowMs;
  };
}

process.exit(await main(process.argv.slice(2)));
