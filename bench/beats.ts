import { addUp } from './add-up.ts';
import { alternate, type Turn } from './alternate.ts';
import { checkCredit, type Told } from './check-credit.ts';
import { measure } from './cpu-seconds.ts';
import { readMachine } from './machine.ts';
import { openBenchHouse, type BenchLearner } from './open-house.ts';
import { compositeLimit } from './ratio.ts';
import { sendFirstBeat } from './send-first-beat.ts';
import { startBare } from './start-bare.ts';
import { startLoad } from './start-load.ts';
import { startRawInsert } from './start-raw-insert.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

/** So many that none beats more often than the flood limit allows. */
const learnerCount = 2_400;
const connections = 64;
const rounds = 5;
const seconds = 4.5;

const method = `A: ${learnerCount} learners with open leases play honestly against the real server.ts in production mode \
(own PostgreSQL, fsync and synchronous_commit on) over ${connections} keep-alive connections in a closed loop; only beats \
whose answer credits time count; CPU seconds of the web process and of all PostgreSQL processes, without the generator's. \
B: the same requests to a bare node:http server that parses the JSON and answers a constant body of the same size. \
C: the same evidence rows inserted raw, 500 a statement by UNNEST, each statement a durable commit, into a table of the \
same shape; CPU of the inserting process and of PostgreSQL. Limit = 1/(1/B + 1/C), ratio = A / limit, round by round; \
rounds A B C alternate, ${rounds} of ${seconds} s each after a warm-up; median and range of the rounds. Afterwards the \
database held exactly the beats and milliseconds that were answered, and the evidence of some learners verified.`;

/** Credited durable beats a CPU-second, as a share of what the two unavoidable steps allow. */
export async function benchBeats(): Promise<Figure> {
  const house = await openBenchHouse(learnerCount + 1);
  const [first, ...crowd] = house.learners as [BenchLearner, ...BenchLearner[]];
  const told: Told = { beats: 0, earnedMs: 0, notCredited: {} };
  const sample = await sendFirstBeat(house, first, told);
  const bare = await startBare(sample, 'application/json');
  const raw = startRawInsert(house);
  const load = await startLoad('beats', house.url, crowd, connections);
  const bareLoad = await startLoad('beats', bare.address, crowd, connections);

  const beats: Turn = {
    name: 'beats',
    async run(s) {
      // Nobody beat while the others were measured: that time is spent first.
      addUp(told, await load.run({ once: true }));
      return measure(house.product, async () => addUp(told, await load.run({ seconds: s })));
    },
  };
  const bareJson: Turn = {
    name: 'bareJson',
    run: (s) => measure([bare.pid], async () => (await bareLoad.run({ seconds: s })).good),
  };
  const measured = await alternate([beats, bareJson, raw], rounds, seconds);
  const figures = measured.map((round) => {
    const limit = compositeLimit(round['bareJson'] ?? 0, round['rawRows'] ?? 0);
    return { ...round, limit, ratio: (round['beats'] ?? 0) / limit };
  });
  return {
    ...summarise('beats', figures),
    unit: 'credited durable beats per CPU-second ÷ composite limit of the same round',
    absolute: {
      beatsPerCpuS: medianOf(figures, 'beats'),
      bareJsonPerCpuS: medianOf(figures, 'bareJson'),
      rawRowsPerCpuS: medianOf(figures, 'rawRows'),
      limitPerCpuS: medianOf(figures, 'limit'),
    },
    method,
    checked: await checkCredit(house, told, 5),
    machine: await readMachine(house.sql),
  };
}
