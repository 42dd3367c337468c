import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { countClasses } from '../app/training/board/count-classes.server.ts';
import { readClock } from '../app/platform/clock.server.ts';
import { openDatabase, type Sql } from '../db/client.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { atEnd } from './at-end.ts';
import { openCluster } from './cluster.ts';
import { growDesk, sitDown, type Desks } from './grow-desk.ts';
import { readMachine } from './machine.ts';
import { median, quantile, short } from './ratio.ts';
import { seed } from './seed.ts';
import { summarise, type Figure } from './summarise.ts';
import { startWebServer } from './web-server.ts';

const scales = [1, 10, 100];
const classesAtOne = 20;
const rounds = 5;
const seconds = 4.5;

const method = `The pages of the desk over HTTP, whole and rendered, one request after the other, from the real server.ts in \
production mode, at ${scales.map((scale) => `${scale * classesAtOne} classes and ${scale * classesAtOne * 50} learners`).join(', ')}: \
a clerk's learners and a search among them, the classes of a clerk, of a city's bureau and of an inspector, an inspector's \
learners, and one board of 50. Each size has a database and a web process of its own; the sizes alternate, ${rounds} rounds of \
${seconds} s each after a warm-up; p95 in ms of each page, the median over the rounds. The exponent of a page is the slope of ln p95 over ln size by least \
squares; a round's is the greatest of its pages', the figure is the median of the rounds.`;

/** One size of the data, with a web process of its own. */
type Size = { scale: number; url: string; desks: Desks; sql: Sql };

/** How the slowest of the desk's pages grows with the data. */
export async function benchBoard(): Promise<Figure> {
  const { dataDir, databaseUrl, remove } = await openCluster();
  atEnd(remove);
  const sizes: Size[] = [];
  for (const scale of scales) sizes.push(await openSize(scale, dataDir, databaseUrl));
  const measured: Record<string, number>[][] = scales.map(() => []);
  // The sizes follow each other 1 10 100 1 10 100 …: what disturbs the machine disturbs all of them.
  for (let round = 0; round <= rounds; round++)
    for (const [n, size] of sizes.entries()) {
      const p95 = await measurePages(size, round === 0 ? seconds / 2 : seconds);
      console.error(
        `${round === 0 ? 'warm-up' : `round ${round}`} ${size.scale}×: ${JSON.stringify(p95, shorten)}`,
      );
      if (round > 0) measured[n]?.push(p95);
    }
  const names = Object.keys(measured[0]?.[0] ?? {});
  const exponents = Array.from({ length: rounds }, (_, round) => {
    const slopes = names.map((name) => slope(measured.map((at) => at[round]?.[name] ?? Number.NaN)));
    return {
      ratio: Math.max(...slopes),
      ...Object.fromEntries(names.map((name, n) => [name, slopes[n] ?? 0])),
    };
  });
  const absolute: Record<string, number> = {};
  for (const [n, scale] of scales.entries())
    for (const name of names)
      absolute[`${name}P95Ms${scale}x`] = short(
        median(measured[n]?.map((round) => round[name] ?? Number.NaN) ?? []),
      );
  const [first] = sizes;
  if (!first) throw new Error('There is no size.');
  return {
    ...summarise('board', exponents),
    unit: 'exponent of p95 over the size of the data, of the page that grows fastest',
    absolute,
    method,
    checked: { learners: scales.map((scale) => scale * classesAtOne * 50).join() },
    machine: await readMachine(first.sql),
  };
}

/** A database of one size and the product on it. */
async function openSize(scale: number, dataDir: string, firstUrl: string): Promise<Size> {
  const databaseUrl = firstUrl.replace(/bench(?=\?|$)/, `bench${scale}`);
  const maker = openDatabase(firstUrl, 1);
  await maker.sql.unsafe(`create database bench${scale}`);
  await maker.close();
  await migrateDatabase(databaseUrl);
  const database = openDatabase(databaseUrl, 2);
  atEnd(database.close);
  const masterKey = randomBytes(32);
  await seed(database, dataDir, masterKey, 10);
  const { sql } = database;
  await growDesk(sql, scale * classesAtOne);
  const desks = await sitDown(sql);
  const began = performance.now();
  await countClasses(sql, readClock());
  console.error(`${scale}×: counted all running classes in ${short((performance.now() - began) / 1000)} s`);
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, MASTER_KEY: masterKey.toString('hex') };
  const { url } = await startWebServer(env);
  return { scale, url, desks, sql };
}

const shorten = (_: string, value: unknown) => (typeof value === 'number' ? short(value) : value);

/** p95 of every page, ms; the pages follow each other for so long. */
async function measurePages({ url, desks }: Size, forS: number): Promise<Record<string, number>> {
  const pages: [string, string, string][] = [
    ['clerkLearners', '/desk', desks.clerk],
    ['clerkSearch', '/desk?find=%E7%8E%8B', desks.clerk],
    ['clerkClasses', '/desk/classes', desks.clerk],
    ['bureauClasses', '/desk/classes', desks.bureau],
    ['inspectorClasses', '/desk/classes', desks.inspector],
    ['inspectorLearners', '/desk', desks.inspector],
    ['inspectorSearch', '/desk?find=0042', desks.inspector],
    ['board', `/desk/classes/${desks.classId}/board`, desks.clerk],
  ];
  const untilMs = performance.now() + forS * 1_000;
  const took = new Map<string, number[]>(pages.map(([name]) => [name, []]));
  while (performance.now() < untilMs)
    for (const [name, path, cookie] of pages) {
      const began = performance.now();
      const answer = await fetch(url + path, { headers: { Cookie: cookie }, redirect: 'manual' });
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
      took.get(name)?.push(performance.now() - began);
    }
  return Object.fromEntries([...took].map(([name, all]) => [name, quantile(all, 0.95)]));
}

/** Slope of ln(value) over ln(scale) by least squares. */
function slope(values: number[]): number {
  const points = values.map((value, n) => [Math.log(scales[n] ?? 1), Math.log(value)] as const);
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
