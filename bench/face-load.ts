import { setTimeout as sleep } from 'node:timers/promises';
import { addUp } from './add-up.ts';
import { checkCredit, type Told } from './check-credit.ts';
import { readBusySeconds, readCpuSeconds } from './cpu-seconds.ts';
import { queueBacklog, type Backlog } from './face-backlog.ts';
import { readPeople } from './face-people.ts';
import { startWorker } from './face-worker.ts';
import { readMachine } from './machine.ts';
import { openBenchHouse, type BenchHouse, type BenchLearner } from './open-house.ts';
import { quantile, short } from './ratio.ts';
import { startLoad, type Load } from './start-load.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';
import type { LoopDelay } from './watch-loop.ts';

const learnerCount = 700;
/** More than the worker's two places can judge meanwhile. */
const photographCount = 650;
const connections = 64;
const perSecond = 500;
const rounds = 5;
const seconds = 4;
const goal = { ratio: 1.5, loopP99Ms: 50 };

const method = `${learnerCount} learners with open leases play honestly against the real server.ts in production mode (own \
PostgreSQL, fsync and synchronous_commit on), an open loop of ${perSecond} beats a second over ${connections} keep-alive \
connections. Idle: the real worker.ts runs and no photograph waits. Judging: photographs of 640 × 480 with one face, \
stored, sealed and queued by the product's own verb, wait for it all the time. A latency counts from the moment when \
its beat was due to the answer. Ratio = p99 while judging / p99 idle, round by round; rounds idle, judging alternate, \
${rounds} of ${seconds} s each after a warm-up; median and range of the rounds. The delay of the web process's event loop is \
Node's own histogram, the 10 ms between two looks included; CPU seconds by the \
operating system, Others being everything else on the machine. Afterwards the \
database held exactly the beats and milliseconds that were answered, every judged photograph showed its learner, and \
the evidence of some of them verified.`;

type Turn = Record<string, number>;

/** Whether judging photographs disturbs those who study: the 99th percentile of a beat, idle and meanwhile. */
export async function benchFaceLoad(): Promise<Figure> {
  const people = await readPeople();
  const house = await openBenchHouse(learnerCount, { preload: './bench/watch-loop.ts' });
  console.error(`storing ${photographCount} photographs`);
  const backlog = await queueBacklog(house, house.learners.slice(0, photographCount), people);
  await house.sql`vacuum analyze`;
  const worker = await startWorker(house);
  const load = await startLoad('beats', house.url, house.learners, connections);
  const told: Told = { beats: 0, earnedMs: 0, notCredited: {} };
  // Nobody beat while photographs were stored: that time is spent first; and the worker loads its nets.
  addUp(told, await load.run({ once: true }));
  await backlog.open();
  await backlog.close();

  const processes = { Web: house.web.pid, Postgres: house.postmaster, Worker: worker, Generator: load.pid };
  const turn = (name: string, s: number) => measureTurn(house, load, backlog, processes, told, name, s);
  const figures: (Turn & { ratio: number })[] = [];
  for (let i = 0; i <= rounds; i++) {
    const s = i === 0 ? seconds / 2 : seconds;
    const idle = await turn('idle', s);
    await backlog.open();
    const judging = await turn('judging', s);
    if ((await backlog.left()) < 2) throw new Error('The photographs ran out.');
    await backlog.close();
    const ratio = (judging['judgingP99Ms'] ?? 0) / (idle['idleP99Ms'] ?? 0);
    const round = { ...idle, ...judging, ratio };
    console.error(`${i === 0 ? 'warm-up' : `round ${i}`}: ${JSON.stringify(round)}`);
    if (i > 0) figures.push(round);
  }
  const summary = summarise('face-load', figures);
  const names = Object.keys(figures[0] ?? {}).filter((name) => name !== 'ratio');
  return {
    ...summary,
    unit: 'beat p99 while photographs are judged ÷ beat p99 idle in the same round',
    absolute: Object.fromEntries(names.map((name) => [name, medianOf(figures, name)])),
    method,
    checked: {
      ratioWithinGoal: summary.ratio <= goal.ratio,
      loopWithinGoal: figures.every(({ judgingLoopP99Ms = NaN }) => judgingLoopP99Ms < goal.loopP99Ms),
      photographs: await checkPhotographs(house),
      ...(await checkCredit({ ...house, learners: await findJudged(house) }, told, 5)),
    },
    machine: await readMachine(house.sql),
  };
}

/** One turn of so many seconds; every figure carries the turn's name. */
async function measureTurn(
  house: BenchHouse,
  load: Load,
  backlog: Backlog,
  processes: Record<string, number>,
  told: Told,
  name: string,
  s: number,
): Promise<Turn> {
  await sleep(200);
  await house.web.ask<LoopDelay>({});
  const [judgedBefore, cpuBefore, beganMs] = [
    await backlog.judged(),
    readSpent(processes),
    performance.now(),
  ];
  const tally = await load.keep({ seconds: s, perSecond });
  const [elapsedS, cpuAfter] = [(performance.now() - beganMs) / 1_000, readSpent(processes)];
  const judged = (await backlog.judged()) - judgedBefore;
  const loop = await house.web.ask<LoopDelay>({});
  addUp(told, tally);
  const figures: Turn = {
    BeatsPerS: tally.good / elapsedS,
    P50Ms: quantile(tally.latenciesMs, 0.5),
    P95Ms: quantile(tally.latenciesMs, 0.95),
    P99Ms: quantile(tally.latenciesMs, 0.99),
    SentLateP99Ms: quantile(tally.sentLateMs, 0.99),
    LoopP50Ms: loop.p50Ms,
    LoopP99Ms: loop.p99Ms,
    LoopMaxMs: loop.maxMs,
    PhotographsPerS: judged / elapsedS,
  };
  for (const [who, cpuS] of Object.entries(cpuAfter))
    figures[`${who}CpuSPerS`] = (cpuS - (cpuBefore[who] ?? 0)) / elapsedS;
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [name + key, short(value)]));
}

/** CPU seconds of each of the processes until now, and of everything else on the machine. */
function readSpent(processes: Record<string, number>): Record<string, number> {
  const spent = Object.entries(processes).map(([who, pid]) => [who, readCpuSeconds([pid])] as const);
  const ours = spent.reduce((sum, [, cpuS]) => sum + cpuS, 0);
  return { ...Object.fromEntries(spent), Others: readBusySeconds() - ours };
}

/** The learners whose photographs were judged: their evidence holds the verdict, too. */
async function findJudged({ sql, learners }: BenchHouse): Promise<BenchLearner[]> {
  const rows = await sql<{ id: string }[]>`
    select learner_id as id from snapshot where judged_at is not null`;
  const judged = new Set(rows.map(({ id }) => id));
  return learners.filter(({ id }) => judged.has(id));
}

/** Every judged photograph shows the person whose it is, and no job went wrong. Throws otherwise. */
async function checkPhotographs({ sql }: BenchHouse): Promise<Record<string, number>> {
  const rows = await sql<{ verdict: string; n: number }[]>`
    select verdict, count(*)::int as n from snapshot where judged_at is not null group by verdict`;
  const [job] = await sql<
    { failed: number }[]
  >`select count(*)::int as failed from job where failure is not null`;
  const verdicts = Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]));
  if (rows.some(({ verdict }) => verdict !== 'match') || job?.failed !== 0)
    throw new Error(
      `Photographs were judged ${JSON.stringify(verdicts)}; ${job?.failed} jobs did not succeed.`,
    );
  return verdicts;
}
