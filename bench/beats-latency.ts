import { checkCredit, type Told } from './check-credit.ts';
import { addUp } from './add-up.ts';
import { readCpuSeconds } from './cpu-seconds.ts';
import { growCrowd } from './grow-crowd.ts';
import { readMachine } from './machine.ts';
import { openBenchHouse, type BenchLearner } from './open-house.ts';
import { quantile, short } from './ratio.ts';
import { sendFirstBeat } from './send-first-beat.ts';
import { startBare } from './start-bare.ts';
import { startLoad, type Load } from './start-load.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const learnerCount = 15_000;
/** Those who open their leases themselves; the others' rows are copied from one of theirs. */
const openedCount = 1_000;
const perSecond = 1_000;
const processes = 2;
const connections = 64;
const rounds = 5;
/** After so many beats of each learner 97 of 100 are known to both processes. */
const meetings = 6;
const seconds = 5;
const goal = { p99Ms: 50, ratio: 5 };

const method = `${learnerCount} learners with open leases, ${openedCount} of them opened over HTTP and the others copied in the database, play \
honestly against ${processes} web processes at one address in production mode (own PostgreSQL, fsync and synchronous_commit on): an open loop of \
${perSecond} beats a second over ${connections} keep-alive connections, which the processes share, so that a learner's beats come now to one, now to \
the other. Each learner beats about every 30 s, because the bare rounds lie between. A latency counts from the moment when its beat was due to the answer; CPU seconds are those of the web processes and of PostgreSQL. Bare: the same requests at the same pace to one bare \
node:http server that parses the JSON and answers a constant body. Ratio = p99 of beats / p99 bare, round by round; rounds \
alternate, ${rounds} of ${seconds} s each after a warm-up. Afterwards the database held exactly the beats and milliseconds that were answered, and the \
evidence of some learners verified.`;

/** How long a beat takes when a province of fifteen thousand studies at once. */
export async function benchBeatsLatency(): Promise<Figure> {
  const house = await openBenchHouse(openedCount + 1, {}, { WEB_PROCESSES: String(processes) });
  const [first, template, ...opened] = house.learners as [BenchLearner, BenchLearner, ...BenchLearner[]];
  const told: Told = { beats: 0, earnedMs: 0, notCredited: {} };
  const grown = await growCrowd(house, template, learnerCount - openedCount);
  await house.sql`vacuum analyze`;
  const sample = await sendFirstBeat(house, first, told);
  const crowd = [template, ...opened, ...grown];
  const bare = await startBare(sample, 'application/json');
  const load = await startLoad('beats', house.url, crowd, connections);
  const bareLoad = await startLoad('beats', bare.address, crowd, connections);
  // Nobody beat while the others were entered: that time is spent first. Then both processes meet everybody, as they have
  // after a minute of study.
  for (let i = 0; i < meetings; i++) addUp(told, await load.run({ once: true }));
  const figures: (Record<string, number> & { ratio: number })[] = [];
  for (let i = 0; i <= rounds; i++) {
    const s = i === 0 ? seconds / 2 : seconds;
    const beats = await turn('beat', load, s, house.product, told);
    const round = { ...beats, ...(await turn('bare', bareLoad, s, [bare.pid])) };
    const figure = { ...round, ratio: (round['beatP99Ms'] ?? 0) / (round['bareP99Ms'] ?? 0) };
    console.error(`${i === 0 ? 'warm-up' : `round ${i}`}: ${JSON.stringify(figure)}`);
    if (i > 0) figures.push(figure);
  }
  const names = Object.keys(figures[0] ?? {}).filter((name) => name !== 'ratio');
  const absolute = Object.fromEntries(names.map((name) => [name, medianOf(figures, name)]));
  const summary = summarise('beats-latency', figures);
  return {
    ...summary,
    unit: 'p99 of a beat ÷ p99 of a bare handler at the same pace in the same round',
    absolute,
    method,
    checked: {
      p99WithinGoal: (absolute['beatP99Ms'] ?? NaN) <= goal.p99Ms,
      ratioWithinGoal: summary.ratio <= goal.ratio,
      ...(await checkCredit({ ...house, learners: [first, template, ...opened] }, told, 5)),
    },
    machine: await readMachine(house.sql),
  };
}

async function turn(
  name: string,
  load: Load,
  seconds: number,
  pids: number[],
  told?: Told,
): Promise<Record<string, number>> {
  const beforeS = readCpuSeconds(pids);
  const tally = await load.keep({ seconds, perSecond });
  const cpuS = readCpuSeconds(pids) - beforeS;
  if (told) addUp(told, tally);
  const figures = {
    P50Ms: quantile(tally.latenciesMs, 0.5),
    P95Ms: quantile(tally.latenciesMs, 0.95),
    P99Ms: quantile(tally.latenciesMs, 0.99),
    SentLateP99Ms: quantile(tally.sentLateMs, 0.99),
    CpuSPerS: cpuS / seconds,
  };
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [name + key, short(value)]));
}
