import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { openNaiveDoor, type NaiveDoor } from './naive-door.ts';
import { sendSignIn } from './send-raw.ts';

let database: TestDatabase;
let server: TestServer;
let naive: NaiveDoor;

const accounts = Object.fromEntries(fixtures.learners.map(({ phone }) => [phone, fixtures.password]));
beforeAll(async () => {
  database = await openTestDatabase();
  server = await startServer({ databaseUrl: database.databaseUrl });
  naive = await openNaiveDoor(accounts);
});
afterAll(async () => {
  await server?.stop();
  await naive?.close();
  await database?.close();
});

const wrong = (i: number) => `guess-${i}`;
/** Many wrong passwords, then the right one: what a dictionary is once it holds the password. */
const dictionary = (length: number) => [...Array.from({ length }, (_, i) => wrong(i)), fixtures.password];

let lastAddress = 0;
/** A loopback address that nothing in this file used before: every one is a client of its own. */
const newAddress = () => {
  lastAddress += 1;
  return `127.1.${lastAddress >> 8}.${lastAddress & 255}`;
};

const oneAddress = () => {
  const address = newAddress();
  return () => address;
};

type Attack = {
  phone: string;
  guesses: string[];
  /** The address of each guess. */
  from: () => string;
  parallel?: number;
  /** The number as it is spelled for guess `i`. */
  spell?: (phone: string, i: number) => string;
  headers?: (i: number) => Record<string, string>;
};

/** Goes through the guesses; answers whether one of them got in. */
async function attack(url: string, { phone, guesses, from, parallel = 1, spell, headers }: Attack) {
  for (let i = 0; i < guesses.length; i += parallel) {
    const turn = guesses.slice(i, i + parallel).map((guess, at) => {
      const number = guess !== fixtures.password && spell ? spell(phone, i + at) : phone;
      return sendSignIn(url, number, guess, from(), headers?.(i + at));
    });
    if ((await Promise.all(turn)).some((answer) => answer.status === 200)) return true;
  }
  return false;
}

const wide = (text: string) =>
  text.replace(/\d/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0));
const spellings = [
  (phone: string) => phone,
  (phone: string) => `+86 ${phone}`,
  (phone: string) => `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
  (phone: string) => ` ${phone} `,
  wide,
];
const spell = (phone: string, i: number) => spellings[i % spellings.length]?.(phone) ?? phone;
const pretend = (i: number) => ({
  'X-Forwarded-For': `192.0.2.${i}`,
  'X-Real-IP': `192.0.2.${i}`,
  Forwarded: `for=192.0.2.${i}`,
});

describe('guessing a password (H09)', () => {
  const attacks: [string, Omit<Attack, 'from'> & { from: () => () => string }][] = [
    ['one after another', { phone: fixtureLearner(1).phone, guesses: dictionary(20), from: oneAddress }],
    [
      'from a new address each time',
      { phone: fixtureLearner(3).phone, guesses: dictionary(40), from: () => newAddress },
    ],
    [
      'with pretended addresses',
      { phone: fixtureLearner(4).phone, guesses: dictionary(20), from: oneAddress, headers: pretend },
    ],
    [
      'spelling the number in other ways',
      { phone: fixtureLearner(5).phone, guesses: dictionary(20), from: oneAddress, spell },
    ],
  ];

  it.each(attacks)('%s: opens the naive door, not ours', async (_, { from, ...more }) => {
    expect(await attack(naive.url, { ...more, from: from() })).toBe(true);
    expect(await attack(server.url, { ...more, from: from() })).toBe(false);
  });

  it('forty guesses at once: the naive door looks at all of them, ours at five', async () => {
    const { phone } = fixtureLearner(2);
    const lookedAt = async (url: string) => {
      const from = newAddress();
      const tries = Array.from({ length: 40 }, (_, i) => sendSignIn(url, phone, wrong(i), from));
      return (await Promise.all(tries)).filter(({ status }) => status === 401).length;
    };
    expect(await lookedAt(naive.url)).toBe(40);
    expect(await lookedAt(server.url)).toBe(5);
  });

  it('one leaked password on many numbers: opens the naive door, not ours', async () => {
    const numbers = [
      ...Array.from({ length: 70 }, (_, i) => String(18_800_000_000 + i)),
      fixtureLearner(6).phone,
    ];
    const stuff = async (url: string) => {
      const from = newAddress();
      const answers = [];
      for (const phone of numbers) answers.push(await sendSignIn(url, phone, fixtures.password, from));
      return answers.at(-1)?.status;
    };
    expect(await stuff(naive.url)).toBe(200);
    expect(await stuff(server.url)).toBe(429);
  });
});

describe('finding out who has an account (H09)', () => {
  const known = fixtureLearner(7).phone;
  let lastUnknown = 18_700_000_000;
  const newUnknown = () => {
    lastUnknown += 1;
    return String(lastUnknown);
  };

  it('by the answers: the naive door tells, ours does not, not even when it makes one wait', async () => {
    const answersTo = async (url: string, phone: string) => {
      const from = newAddress();
      const answers = [];
      for (let i = 0; i < 7; i += 1) {
        const { status, body, headers, setCookie } = await sendSignIn(url, phone, wrong(i), from);
        // The id of a request is drawn anew for each, whoever asks.
        const { date: _, 'retry-after': wait, 'x-request-id': id, ...rest } = headers;
        expect(id ?? '0').toMatch(/^[0-9a-f-]+$/);
        const inMinutes = wait === undefined ? null : Math.ceil(Number(wait) / 60);
        answers.push({ status, body: body.replace(/\d+/g, 'n'), rest, inMinutes, setCookie });
      }
      return answers;
    };
    expect(await answersTo(naive.url, known)).not.toEqual(await answersTo(naive.url, newUnknown()));
    const ours = await answersTo(server.url, known);
    expect(ours.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(await answersTo(server.url, newUnknown())).toEqual(ours);
  });

  it('by the time it takes: the naive door tells, ours does not', async () => {
    const took = async (url: string, phone: string) => {
      const startMs = performance.now();
      await sendSignIn(url, phone, wrong(0), newAddress());
      return performance.now() - startMs;
    };
    const ratioAt = async (url: string) => {
      const times: [number[], number[]] = [[], []];
      await took(url, newUnknown());
      for (let i = 0; i < 17; i += 1) {
        times[0].push(await took(url, known));
        times[1].push(await took(url, newUnknown()));
      }
      const [ofKnown = 0, ofUnknown = 1] = times.map((list) => list.sort((a, b) => a - b)[8] ?? 0);
      return ofKnown / ofUnknown;
    };
    expect(await ratioAt(naive.url)).toBeGreaterThan(1.8);
    const ratio = await ratioAt(server.url);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });
});

describe('locking somebody else out (H09)', () => {
  it(
    'costs a new browser 30 s at most, and one that signed in before nothing',
    { timeout: 120_000 },
    async () => {
      const { phone } = fixtureLearner(8);
      const before = await sendSignIn(server.url, phone, fixtures.password, newAddress());
      const cookie = before.setCookie[0]?.split(';')[0] ?? '';
      await attack(server.url, {
        phone,
        guesses: dictionary(60).slice(0, 60),
        from: newAddress,
        parallel: 6,
      });

      const stranger = await sendSignIn(server.url, phone, fixtures.password, newAddress());
      expect(stranger.status).toBe(429);
      const waitS = Number(stranger.headers['retry-after']);
      expect(waitS).toBeGreaterThan(0);
      expect(waitS).toBeLessThanOrEqual(30);

      const known = await sendSignIn(server.url, phone, fixtures.password, newAddress(), { Cookie: cookie });
      expect(known.status).toBe(200);

      const endMs = Date.now() + waitS * 1000;
      // The seconds that are told are whole: the wait may end up to one before.
      while (Date.now() < endMs - 1_500) {
        const knock = await sendSignIn(server.url, phone, wrong(0), newAddress());
        expect(knock.status).toBe(429);
        await sleep(Math.min(2_000, Math.max(0, endMs - 1_500 - Date.now())));
      }
      await sleep(Math.max(0, endMs - Date.now()));
      const later = await sendSignIn(server.url, phone, fixtures.password, newAddress());
      expect(later.status).toBe(200);
    },
  );
});
