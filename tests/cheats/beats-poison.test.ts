import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalStatus } from '../../app/platform/refusal.ts';
import { refusalWire } from '../../app/platform/refusal.wire.ts';
import { refusalWords } from '../../app/platform/words.ts';
import type { Attacker, Reply } from './attacker.ts';
import { openSchool, setProfile, type School } from './open-school.ts';
import { digestRows, readLedger, verifyLog } from './read-ledger.ts';

// A10, E04: poisoned input is refused with a code of the table and a plain sentence, and changes nothing stored (O7).

let school: School;
let attacker: Attacker;
beforeAll(async () => {
  school = await openSchool({ popup_min_gap_s: 60, popup_max_gap_s: 90 });
  attacker = await school.enter(1);
  await attacker.openLease();
  await sleep(1_200);
  expect((await attacker.beat(1_000)).body.earnedNowMs).toBe(1_000);
});
afterAll(() => school?.close());

const big = '9'.repeat(200);

/** What no number of a beat may be, as it stands in JSON. */
const poisons = [
  ...['NaN', 'Infinity', '1e308', '1e309', '-1', '-0.5', '1.5', '1e-320', '9007199254740993', big, `-${big}`],
  ...['"60"', '"NaN"', '"60\\u0000"', '[60]', '{"$gt":0}', '{}', '[]', 'true', 'false', 'null', '""'],
];

/** The beat that would earn now, as JSON with the value of one field put in as text. */
function poisonedBeat(field: string, value: string): string {
  const { fence, seq } = attacker;
  const fields: Record<string, string> = {
    ...{
      fence: String(fence),
      seq: String(seq + 1),
      state: '"playing"',
      visible: 'true',
      ratePermille: '1000',
    },
    ...{ fromMs: '1000', toMs: '1500', clientMs: '1' },
  };
  fields[field] = value;
  const { fromMs, toMs, ...rest } = fields;
  const outer = Object.entries(rest).map(([name, text]) => `"${name}":${text}`);
  return `{${[...outer, `"played":{"fromMs":${fromMs},"toMs":${toMs}}`].join(',')}}`;
}

/** Every refusal: a code of the table with its status, the sentence that belongs to it, nothing of the inside. */
function expectRefused(reply: Reply, what: string): void {
  const refused = refusalWire.safeParse(reply.body);
  expect(refused.success, `${what}: ${reply.status} ${reply.text.slice(0, 200)}`).toBe(true);
  if (!refused.success) return;
  const { refused: code, say, fix } = refused.data;
  expect(reply.status, what).toBe(refusalStatus[code]);
  expect(reply.status, what).toBeGreaterThanOrEqual(400);
  expect(reply.status, what).toBeLessThan(500);
  expect([say, fix]).toEqual([refusalWords[code].say.zh, refusalWords[code].fix.zh]);
  expect(say).toMatch(/^[\p{Script=Han}，。0-9 ,“”？?]{2,24}$/u);
  expect(reply.text).not.toMatch(/at \/|node_modules|postgres|zod|SQL/i);
}

/** Runs `attack` and expects that no row of any table has changed by it. */
async function changesNothing(attack: () => Promise<void>): Promise<void> {
  const before = await digestRows(school.sql);
  await attack();
  expect(await digestRows(school.sql)).toBe(before);
}

/** The naive scorer reads whatever can be read. */
function hearAnything(body: string): void {
  try {
    attacker.naive.hear(JSON.parse(body));
  } catch {
    // Not even JSON.
  }
}

/** Fewer at a time than a flood. */
async function postAll(path: string, bodies: string[], headers: Record<string, string> = {}): Promise<void> {
  for (const body of bodies) {
    hearAnything(body);
    const type = { 'Content-Type': 'application/json', ...headers };
    const reply = await attacker.send(path, { method: 'POST', body, headers: type });
    expectRefused(reply, body.slice(0, 120));
    await sleep(100);
  }
}

describe('a beat', () => {
  it.each(['fence', 'seq', 'ratePermille', 'fromMs', 'toMs'])('with a poisoned %s', async (field) => {
    await changesNothing(() =>
      postAll(
        '/study/beats',
        poisons.map((value) => poisonedBeat(field, value)),
      ),
    );
  });

  it('with a poisoned clock, state or flag', async () => {
    const clocks = poisons.filter((value) => value !== '-1').map((value) => poisonedBeat('clientMs', value));
    const states = ['"PLAYING"', '"finished"', '1', 'null', '["playing"]'].map((v) =>
      poisonedBeat('state', v),
    );
    const flags = ['1', '"true"', 'null', '[true]'].map((value) => poisonedBeat('visible', value));
    await changesNothing(() => postAll('/study/beats', [...clocks, ...states, ...flags]));
  });

  it('with fields that are nobody’s to write, twice the same name, or no form at all', async () => {
    const good = poisonedBeat('seq', '2').slice(0, -1);
    const extra = [
      '"status":"completed"',
      '"finished":true',
      '"completedAt":"2026-01-01"',
      '"creditedMs":999999',
      '"role":"admin"',
    ]
      .concat(
        '"learnerId":"00000000-0000-4000-8000-000000000000"',
        '"__proto__":{"fence":1}',
        '"constructor":1',
      )
      .map((field) => `${good},${field}}`);
    const twice = [`${good},"fence":99}`, `${good},"seq":3}`, `${good},"played":{"fromMs":0,"toMs":60000}}`];
    const broken = [
      good,
      `${good}}}`,
      `[${good}}]`,
      '',
      ' ',
      'null',
      '"beat"',
      '0',
      '[]',
      '{}',
      '{"fence":',
      '\u0000',
    ];
    const deep = '['.repeat(4_000) + ']'.repeat(4_000);
    await changesNothing(() => postAll('/study/beats', [...extra, ...twice, ...broken, deep]));
  });

  it('as a form, as text, of a megabyte, or of the wrong length', async () => {
    const good = poisonedBeat('seq', '2');
    await changesNothing(async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
        await postAll('/study/beats', [good], { 'Content-Type': type });
      }
      const padded = `${good.slice(0, -1)}${' '.repeat(1_048_576)}}`;
      await postAll('/study/beats', [padded, `{"fence":${'1'.repeat(1_048_576)}}`]);
    });
  });
});

describe('every other message of a study', () => {
  it.each([
    [
      '/study/leases',
      {
        enrolmentId: () => attacker.learner.enrolmentId,
        ordinal: () => 1,
        windowId: () => 'window-1',
        takeOver: () => true,
      },
    ],
    [
      '/study/answers',
      { fence: () => attacker.fence, controlId: () => attacker.learner.id, answer: () => '12' },
    ],
    [
      '/study/controls/swap',
      { fence: () => attacker.fence, controlId: () => attacker.learner.id, kind: () => 'number' },
    ],
    ['/study/leases/close', { fence: () => attacker.fence }],
  ] as [string, Record<string, () => unknown>][])('%s', async (path, shape) => {
    const right = Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, value()]));
    const bodies = Object.keys(right).flatMap((name) =>
      ['-1', '1e308', big, '[1]', '{"$gt":0}', 'null', '"\\u0000"', '"\' or 1=1 --"'].map((value) =>
        JSON.stringify({ ...right, [name]: '@@' }).replace('"@@"', value),
      ),
    );
    const known = bodies.filter(
      (body) => !/"answer":"(?!")(.*or 1=1)/.test(body) && !/"answer":"\\u0000"/.test(body),
    );
    await changesNothing(() =>
      postAll(path, [...known, JSON.stringify({ ...right, creditedMs: 1 }), JSON.stringify([right]), '{']),
    );
  });

  it('an answer that is no answer is wrong, not an error, when there is nothing to answer', async () => {
    await changesNothing(async () => {
      const odd = ["' or 1=1 --", '{"$gt":0}', '\u0000', '１２'];
      await postAll(
        '/study/answers',
        odd.map((answer) =>
          JSON.stringify({ fence: attacker.fence, controlId: attacker.learner.id, answer }),
        ),
      );
    });
  });

  it('addresses with poisoned numbers', async () => {
    const fences = ['0', '-1', '1e3', 'NaN', big, '%00', '1%27', '1;drop', '9007199254740993', '01x'];
    await changesNothing(async () => {
      for (const fence of fences) {
        expectRefused(await attacker.get(`/study/leases/${fence}/master.m3u8`), fence);
        expectRefused(
          await attacker.get(`/study/leases/${attacker.fence}/keys/${fence === '0' ? '-0.1' : fence}`),
          fence,
        );
      }
    });
  });
});

it('an answer that is none of the choices’ form leaves an open control as it was', async () => {
  const other = await school.enter(2);
  await setProfile(school.sql, { popup_min_gap_s: 5, popup_max_gap_s: 10 });
  await other.openLease();
  let controlId: string | undefined;
  while (!controlId) {
    await sleep(1_000);
    controlId = (await other.beat(1_000)).body.control?.id;
  }
  const { fence } = other;
  await changesNothing(async () => {
    const odd = ['\u0000', '12\u0000', "' or 1=1 --", '１２', ' 12', '{"$gt":0}', 'a'.repeat(37), '真'];
    for (const answer of odd)
      expectRefused(await other.post('/study/answers', { fence, controlId, answer }), answer);
  });
  const right = await other.answer(controlId, await school.solve(controlId));
  expect(right.body.result).toBe('right');
  await verifyLog(school.sql, other.learner.id);
});

it('the same traffic defeats who adds up what comes in; after it an honest beat earns as before', async () => {
  expect((await readLedger(school.sql, attacker.learner.id)).frontierMs).toBe(1_000);
  // Adding up what came in gives no number of milliseconds any more.
  expect(Number.isSafeInteger(attacker.naive.reportedMs)).toBe(false);
  expect(attacker.naive.finished).toBe(true);
  expect((await attacker.openLease()).status).toBe(201);
  await sleep(1_200);
  expect((await attacker.beat(1_000)).body).toMatchObject({ earnedNowMs: 1_000, frontierMs: 2_000 });
  await verifyLog(school.sql, attacker.learner.id);
});
