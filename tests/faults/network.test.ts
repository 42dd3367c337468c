import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openBadNetwork, type BadNetwork, type Weather } from './bad-network.ts';
import { openChance } from './chance.ts';
import { beatMs, FaultClass, lengthenLesson, tellLoss, type Losses } from './open-class.ts';
import { openShapedNetwork } from './shaped-network.ts';

// What lies between a telephone in a village and the server (I9).

const chance = openChance('network');
/** How long a class studies in each weather. */
const sittingMs = 25_000;
let database: TestDatabase;
let server: TestServer;
let network: BadNetwork;

beforeAll(async () => {
  database = await openTestDatabase();
  await lengthenLesson(database, 10, 20);
  server = await startServer(database);
  network = await openBadNetwork(server.port, chance);
});
afterAll(async () => {
  await network?.close();
  await server?.stop();
  await database?.close();
});

async function studyThrough(places: number[], url: string): Promise<Losses> {
  const group = new FaultClass(database.databaseUrl);
  await group.enter(places, url);
  await sleep(sittingMs);
  network.weather = {};
  const losses = await group.end();
  await group.close();
  return losses;
}

/** Seconds that each learner may lose: by each control, what plays on until she hears of it; and one beat. */
const weathers: [string, Weather, number][] = [
  ['nothing wrong', {}, 3],
  ['500 ms there and back', { delayMs: [250, 250] }, 3],
  ['20 % lost, on the way there or back', { lostBefore: 0.1, lostAfter: 0.1 }, 4],
  ['out of order', { delayMs: [0, 700] }, 4],
  // An opening that comes twice ends the lease that the first one opened, and the page opens another.
  ['every second one twice', { twice: 0.5 }, 8],
  ['half-open connections', { silent: 0.05 }, 4],
  // A message that is late costs what it was late by: the server counts when it arrives.
  [
    'all of it, late by up to 1.5 s each way',
    { delayMs: [0, 1_500], lostBefore: 0.1, lostAfter: 0.1, twice: 0.2, silent: 0.02 },
    12,
  ],
];
it.each(weathers)('%s', async (name, weather, beats) => {
  network.weather = weather;
  const place = 1 + 2 * (weathers.findIndex(([one]) => one === name) % 6);
  const losses = await studyThrough([place, place + 1], network.url);
  tellLoss(`network: ${name}`, 1, losses);
  expect(losses.controls).toBeGreaterThan(0);
  expect(Math.max(...losses.lostMs)).toBeLessThanOrEqual(beats * beatMs);
});

it('it really was bad', () => {
  for (const [what, times] of Object.entries(network.counts)) expect(times, what).toBeGreaterThan(0);
});

it('packets late, lost, doubled and out of order, by the kernel itself', async (context) => {
  const rules = 'delay 250ms 50ms loss 20% duplicate 10% reorder 75% 25%'.split(' ');
  const shaped = await openShapedNetwork(server.port, rules);
  if (typeof shaped === 'string') {
    console.log(`shaped network: not tried, ${shaped}`);
    return context.skip();
  }
  try {
    const losses = await studyThrough([11, 12], shaped.url);
    tellLoss(`network: ${rules.join(' ')}`, 1, losses);
    expect(Math.max(...losses.lostMs)).toBeLessThanOrEqual(sittingMs / 2);
  } finally {
    await shaped.close();
  }
});
