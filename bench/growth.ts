import { verifyEvidence } from './check-credit.ts';
import { growCrowd, growSpans } from './grow-crowd.ts';
import { measure } from './cpu-seconds.ts';
import { readMachine } from './machine.ts';
import { openBenchHouse, type BenchHouse, type BenchLearner } from './open-house.ts';
import { median, short } from './ratio.ts';
import { sendFirstBeat } from './send-first-beat.ts';
import { startBare } from './start-bare.ts';
import { startLoad, type Load } from './start-load.ts';
import { summarise, type Figure } from './summarise.ts';

const leaseCounts = [2_000, 20_000, 200_000];
const spanCounts = [1_000_000, 10_000_000];
/** Those who open their leases themselves. */
const openedCount = 2_000;
const connections = 64;
const rounds = 5;
const seconds = 4.5;
const goal = 0.05;

const method = `The real server in production mode (own PostgreSQL, fsync and synchronous_commit on) with ${leaseCounts.join(', ')} open leases, \
${openedCount} opened over HTTP and the others copied in the database; then, with the most leases, ${spanCounts.join(' and ')} stored spans of 18 beats in their logs. \
At each size all learners play in turn over ${connections} keep-alive connections in a closed loop; every 20th beat of each is a pause, which ends her span and \
writes its event. CPU microseconds a beat of the web process and of PostgreSQL, ÷ those of a bare node:http server that answers the same \
requests in the same round, so that a machine that becomes slower is no growth. Exponent: slope of log(ratio) over log(size), for leases by least squares. \
${rounds} rounds of ${seconds} s at each size, after everybody has paused and beaten once; round i of all sizes gives one exponent, of which the larger counts. \
The evidence of some learners verified after the first size; from then on no control comes.`;

type Size = { leases: number; spans: number; beatCpuUs: number[]; ratios: number[] };

/** By which power of the number of open leases, and of stored spans, the cost of a beat grows. */
export async function benchGrowth(): Promise<Figure> {
  const house = await openBenchHouse(openedCount + 1);
  const [first, template, ...opened] = house.learners as [BenchLearner, BenchLearner, ...BenchLearner[]];
  const told = { beats: 0, earnedMs: 0, notCredited: {} };
  const sample = await sendFirstBeat(house, first, told);
  const bare = await startBare(sample, 'application/json');
  let grown: BenchLearner[] = [];
  const load = await startLoad('lively', house.url, opened, connections);
  const bareLoad = await startLoad('lively', bare.address, opened, connections);
  const point = (leases: number, spans: number) =>
    measureSize(house, load, bareLoad, bare.pid, { leases, spans });

  const byLeases: Size[] = [await point(openedCount, 0)];
  // While no control is due.
  const verified = await verifyEvidence({ ...house, learners: opened }, 5);
  await putOffControls(house, opened);
  for (const leases of leaseCounts.slice(1)) {
    const more = await growCrowd(house, template, leases - opened.length - grown.length);
    await load.add(more);
    grown = grown.concat(more);
    byLeases.push(await point(leases, 0));
  }
  const bySpans: Size[] = [];
  for (const [i, spans] of spanCounts.entries()) {
    console.error(`storing ${spans} spans`);
    await growSpans(house, grown, spans - (spanCounts[i - 1] ?? 0));
    bySpans.push(await point(leaseCounts.at(-1) ?? 0, spans));
  }
  const figures = Array.from({ length: rounds }, (_, i) => {
    const leasesExponent = slopeOf(byLeases.map(({ leases, ratios }) => [leases, ratios[i] ?? NaN]));
    const spansExponent = slopeOf(bySpans.map(({ spans, ratios }) => [spans, ratios[i] ?? NaN]));
    return { leasesExponent, spansExponent, ratio: Math.max(leasesExponent, spansExponent) };
  });
  const absolute = [...byLeases, ...bySpans].map(({ leases, spans, beatCpuUs }) => [
    `beatCpuUs_${leases}_leases_${spans}_spans`,
    short(median(beatCpuUs)),
  ]);
  const middle = (key: 'leasesExponent' | 'spansExponent') => short(median(figures.map((f) => f[key])));
  const summary = summarise('growth', figures);
  return {
    ...summary,
    unit: 'exponent of CPU µs a beat over open leases, or over stored spans, whichever is larger',
    absolute: {
      leasesExponent: middle('leasesExponent'),
      spansExponent: middle('spansExponent'),
      ...(Object.fromEntries(absolute) as Record<string, number>),
    },
    method,
    checked: { withinGoal: summary.ratio <= goal, ...verified },
    machine: await readMachine(house.sql),
  };
}

/**
 * The rounds at one size, after everybody has paused and beaten: the first change of each page after a checkpoint is dear,
 * which in a checkpoint's fifteen minutes happens once and here would happen in every round; and the first beat after so
 * long a time is none that earns.
 */
async function measureSize(
  house: BenchHouse,
  load: Load,
  bareLoad: Load,
  barePid: number,
  size: { leases: number; spans: number },
): Promise<Size> {
  await house.sql`vacuum analyze`;
  await house.sql`checkpoint`;
  await load.run({ once: 'pause' });
  await load.run({ once: true });
  const found: Size = { ...size, beatCpuUs: [], ratios: [] };
  for (let i = 0; i < rounds; i++) {
    const beats = await measure(house.product, async () => (await load.run({ seconds })).good);
    const bare = await measure([barePid], async () => (await bareLoad.run({ seconds })).answers);
    const [beatUs, bareUs] = [beats, bare].map(({ units, cpuS }) => (cpuS * 1e6) / units) as [number, number];
    console.error(
      `${size.leases} leases, ${size.spans} spans: ${short(beatUs)} µs a beat, bare ${short(bareUs)}`,
    );
    found.beatCpuUs.push(beatUs);
    found.ratios.push(beatUs / bareUs);
  }
  return found;
}

/** Lets no control come within ten hours: nobody would answer it. */
async function putOffControls({ sql }: BenchHouse, learners: BenchLearner[]): Promise<void> {
  const ids = learners.map(({ id }) => id);
  await sql`update lesson_progress set control_gap_ms = 36000000 where learner_id = any(${ids}::uuid[])`;
  await sql`update chain_head set rev = rev + 1 where learner_id = any(${ids}::uuid[])`;
}

/** The slope of log y over log x by least squares. */
function slopeOf(points: [x: number, y: number][]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (place: 0 | 1) => logs.reduce((sum, one) => sum + one[place], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
