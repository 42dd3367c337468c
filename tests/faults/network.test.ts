import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openBadNetwork, type BadNetwork, type Weather } from './bad-network.ts';
import { openChance } from './chance.ts';
import { expectLoss, FaultClass, lengthenLesson, tellLoss, type Losses } from './open-class.ts';
import { openShapedNetwork } from './shaped-network.ts';
import { openSlowLine, type LineWeather, type SlowLine } from './slow-line.ts';

// What lies between a telephone in a village and the server (I9).

const chance = openChance('network');
/** How long a class studies in each weather. */
const sittingMs = 25_000;
let database: TestDatabase;
let server: TestServer;
let line: SlowLine;
let network: BadNetwork;

beforeAll(async () => {
  database = await openTestDatabase();
  await lengthenLesson(database, 10, 20);
  server = await startServer(database);
  line = await openSlowLine(server.port, chance);
  network = await openBadNetwork(line.port, chance);
});
afterAll(async () => {
  await network?.close();
  line?.close();
  await server?.stop();
  await database?.close();
});

async function studyThrough(places: number[], url: string): Promise<Losses> {
  const group = new FaultClass(database.databaseUrl);
  await group.enter(places, url);
  await sleep(sittingMs);
  calm();
  const losses = await group.end();
  await group.close();
  return losses;
}

function calm(): void {
  network.weather = {};
  line.weather = {};
}

type Bad = { requests?: Weather; bytes?: LineWeather };

/**
 * Seconds that a learner may lose in all. What one time may cost is bounded by what she waited for an answer (`expectLoss`): by each
 * control, what plays on until she hears of it; by a beat that is late, what it is late by.
 */
const weathers: [string, Bad, number][] = [
  ['nothing wrong', {}, 1.5],
  ['500 ms there and 500 ms back', { bytes: { delayMs: 500 } }, 5],
  ['20 % of packets lost', { bytes: { delayMs: 50, lost: 0.2 } }, 10],
  // Silence: the page's own patience decides when it asks again.
  ['20 % of requests or answers never arrive', { requests: { lostBefore: 0.1, lostAfter: 0.1 } }, 15],
  ['most connections go silent', { bytes: { halfOpen: 0.8 } }, 15],
  ['out of order', { requests: { delayMs: [0, 700] } }, 5],
  // An opening that comes twice ends the lease that the first one opened, and the page opens another.
  ['every second one twice', { requests: { twice: 0.5 } }, 4],
  // A message that is late costs what it was late by: the server counts when it arrives.
  [
    'all of it, late by up to 1.5 s each way',
    {
      requests: { delayMs: [0, 1_500], lostBefore: 0.05, lostAfter: 0.05, twice: 0.2, cut: 0.15 },
      bytes: { lost: 0.1, halfOpen: 0.2 },
    },
    20,
  ],
];
it.each(weathers)('%s', async (name, { requests, bytes }, most) => {
  network.weather = requests ?? {};
  line.weather = bytes ?? {};
  const place = 1 + 3 * (weathers.findIndex(([one]) => one === name) % 4);
  // Where only bytes are late nobody stands between her and them.
  const losses = await studyThrough([place, place + 1, place + 2], requests ? network.url : line.url);
  tellLoss(`network: ${name}`, 1, losses);
  expect(losses.controls).toBeGreaterThan(0);
  expectLoss(losses, most * 1_000);
});

it('it really was bad', () => {
  const counts = { ...network.counts, ...line.counts };
  console.log(`network: ${JSON.stringify(counts)}`);
  for (const [what, times] of Object.entries(counts)) expect(times, what).toBeGreaterThan(0);
});

it('20 % of packets lost by the kernel itself, 250 ms there and back', async (context) => {
  const shaped = await openShapedNetwork(line.port, 0.2);
  if (typeof shaped === 'string') {
    console.log(`shaped network: not tried, ${shaped}`);
    return context.skip();
  }
  try {
    line.weather = { delayMs: 250 };
    const losses = await studyThrough([10, 11, 12], shaped.url);
    tellLoss('network: 20 % of packets lost by the kernel', 1, losses);
    const { sent, dropped } = shaped.count();
    console.log(`network: the kernel dropped ${dropped} of ${sent} packets`);
    expect(dropped / sent).toBeGreaterThan(0.1);
    expect(losses.controls).toBeGreaterThan(0);
    expectLoss(losses, 12_000);
  } finally {
    await shaped.close();
  }
});
