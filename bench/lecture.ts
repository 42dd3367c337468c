import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { openBlobStore } from '../app/platform/blobs.server.ts';
import { openDatabase } from '../db/client.ts';
import { enterOutline } from '../db/seed/outline.ts';
import { platformInstitutionId } from '../db/seed/platform.ts';
import { buildCourses } from '../media-pipeline/courses-build/build-courses.server.ts';
import { enterScript } from '../media-pipeline/courses-build/enter-scripts.server.ts';
import { readCourses } from '../media-pipeline/checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../media-pipeline/gather-sources.server.ts';
import { atEnd } from './at-end.ts';
import { openCluster } from './cluster.ts';
import { readCpuSeconds } from './cpu-seconds.ts';
import { readMachine } from './machine.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const rounds = 5;
const lessonsARound = 2;
const goal = 40;

const method = `${lessonsARound} whole lessons of the common module a round, each from its script to a submitted version by the code of \
npm run courses:build: slides drawn, spoken, composed into three renditions, encrypted, every segment decrypted and decoded again, hashed; one lesson \
a core at once. Ratio = seconds of video made ÷ seconds of the wall clock. ${rounds} rounds with other lessons after a warm-up; median and range. CPU \
seconds of this process, its programs and PostgreSQL.`;

/** How many times faster than it plays a lesson is made. */
export async function benchLecture(): Promise<Figure> {
  const { dataDir, databaseUrl, postmaster, remove } = await openCluster();
  atEnd(remove);
  const database = openDatabase(databaseUrl, 4);
  atEnd(database.close);
  const house = {
    ...database,
    blobs: openBlobStore(dataDir),
    masterKey: randomBytes(32),
    scratchDir: `${dataDir}/scratch`,
  };
  await enterOutline(house);
  const { files } = await readCourses(coursesDir, drawingsDir);
  const scripts = files.filter(({ name }) => /^(common|elder-care)\//.test(name));
  const figures: { ratio: number; cpuSAMinute: number; wallS: number; mediaS: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const files = scripts.slice(round * lessonsARound, (round + 1) * lessonsARound);
    const figure = await makeRound(house, files, postmaster);
    console.error(`${round === 0 ? 'warm-up' : `round ${round}`}: ${JSON.stringify(figure)}`);
    if (round > 0) figures.push(figure);
  }
  return {
    ...summarise('lecture', figures),
    unit: `seconds of video made a second of the wall clock (goal ${goal})`,
    absolute: { cpuSAMinute: medianOf(figures, 'cpuSAMinute'), wallS: medianOf(figures, 'wallS') },
    method,
    checked: { submitted: figures.length * lessonsARound },
    machine: await readMachine(database.sql),
  };
}

type House = Parameters<typeof enterScript>[0];

async function makeRound(house: House, files: Parameters<typeof enterScript>[1][], postmaster: number) {
  if (files.length < lessonsARound) throw new Error('there are not enough scripts for every round');
  const actor = { role: 'platform', personId: null, institutionId: platformInstitutionId } as const;
  const roots = [process.pid, postmaster];
  const cpuBefore = readCpuSeconds(roots);
  const begunAt = performance.now();
  const entered = [];
  for (const file of files) {
    const one = await enterScript(house, file, actor, { submit: true });
    if (!one || one.isMade) throw new Error(`${file.name} is no new lesson`);
    entered.push(one);
  }
  const stop = new AbortController().signal;
  const failed = await buildCourses(house, entered, {
    atOnce: availableParallelism(),
    stop,
    onLook: () => {},
  });
  if (failed.length > 0) throw new Error(failed.map(({ name, failure }) => `${name}: ${failure}`).join('\n'));
  const wallS = (performance.now() - begunAt) / 1000;
  const cpuS = readCpuSeconds(roots) - cpuBefore;
  const ids = entered.map((one) => one.videoVersionId);
  const [row] = await house.sql<{ mediaMs: number }[]>`
    select sum(duration_ms)::bigint as "mediaMs" from video_version where id = any(${ids}::uuid[]) and state = 'submitted'`;
  const mediaS = (row?.mediaMs ?? 0) / 1000;
  return { ratio: mediaS / wallS, cpuSAMinute: cpuS / (mediaS / 60), wallS, mediaS };
}
