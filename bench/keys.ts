import { deriveGroupKey } from '../app/catalogue/group-key.server.ts';
import { alternate } from './alternate.ts';
import { measure } from './cpu-seconds.ts';
import { readMachine } from './machine.ts';
import { openBenchHouse, type BenchHouse } from './open-house.ts';
import { startStatic } from './start-static.ts';
import { startLoad } from './start-load.ts';
import { medianOf, summarise, type Figure } from './summarise.ts';

const learnerCount = 1_200;
const connections = 64;
const rounds = 5;
const seconds = 4.5;

const method = `${learnerCount} learners with open leases ask for the 16-byte key of their first group over ${connections} \
keep-alive connections in a closed loop, and beat once between two rounds. Product: the real server.ts in production mode with session, lease and frontier \
check by PostgreSQL for each key; CPU microseconds of the web process and of all PostgreSQL processes. Bare: the same \
requests to nginx with a static file of 16 bytes. Ratio = product / bare, round by round; rounds \
alternate, ${rounds} of ${seconds} s each after a warm-up; median and range of the rounds; the generator's CPU is left out.`;

/** CPU microseconds of a key, as a multiple of what nginx needs for a file of 16 bytes. */
export async function benchKeys(): Promise<Figure> {
  const house = await openBenchHouse(learnerCount);
  const checked = await checkKeys(house);
  const bare = await startStatic(Buffer.alloc(16));
  const load = await startLoad('keys', house.url, house.learners, connections);
  const beats = await startLoad('beats', house.url, house.learners, connections);
  const bareLoad = await startLoad('keys', bare.address, house.learners, connections);
  const refused: Record<string, number> = {};
  const run = async (from: typeof load, s: number) => {
    const tally = await from.run({ seconds: s });
    for (const [why, times] of Object.entries(tally.refused)) refused[why] = (refused[why] ?? 0) + times;
    return tally.good;
  };
  const measured = await alternate(
    [
      {
        name: 'keys',
        async run(s) {
          // Everybody plays between two rounds: what was remembered of her stands elsewhere now.
          await beats.run({ once: true });
          return measure(house.product, () => run(load, s));
        },
      },
      { name: 'bareKeys', run: (s) => measure([bare.pid], () => run(bareLoad, s)) },
    ],
    rounds,
    seconds,
  );
  const figures = measured.map(({ keys = 0, bareKeys = 0 }) => {
    const [keyCpuUs, bareCpuUs] = [1e6 / keys, 1e6 / bareKeys];
    return { keyCpuUs, bareCpuUs, ratio: keyCpuUs / bareCpuUs };
  });
  return {
    ...summarise('keys', figures),
    unit: 'CPU µs of a key ÷ CPU µs of nginx with a static file of 16 bytes in the same round',
    absolute: { keyCpuUs: medianOf(figures, 'keyCpuUs'), bareCpuUs: medianOf(figures, 'bareCpuUs') },
    method,
    checked: { ...checked, refused },
    machine: await readMachine(house.sql),
  };
}

/** Before it is measured: the key is the right one, one far ahead is refused, and so is another learner's lease. */
async function checkKeys(house: BenchHouse): Promise<Record<string, string>> {
  const [own, other] = house.learners;
  if (!own || !other) throw new Error('There are no learners.');
  const ask = (fence: number, group: number) =>
    fetch(`${house.url}/study/leases/${fence}/keys/${group}`, { headers: { Cookie: own.cookie } });
  const key = Buffer.from(await (await ask(own.fence, 0)).arrayBuffer());
  if (!key.equals(deriveGroupKey(house.contentKey, 0)))
    throw new Error('The key of group 0 is not the right one.');
  const ahead = (await ask(own.fence, 500)).status;
  const foreign = (await ask(own.fence + 1, 0)).status;
  if (ahead !== 425 || foreign !== 409)
    throw new Error(`A key far ahead answered ${ahead}, a lease that is not hers ${foreign}.`);
  return { firstKey: 'right', keyFarAhead: 'refused', otherLease: 'refused' };
}
