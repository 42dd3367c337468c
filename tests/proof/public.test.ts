import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../app/platform/house.server.ts';
import { writeProofNumber } from '../../app/evidence/proof-number.ts';
import { askProof, openProof } from '../../app/training/proof/find-proof.server.ts';
import { issueProofs } from '../../app/training/proof/issue-proofs.server.ts';
import { proofTryLimits } from '../../app/training/proof/limit-proof-tries.ts';
import { isProofToken, proofToken } from '../../app/training/proof/proof-link.server.ts';
import { sweepProofs } from '../../app/training/proof/sweep-proofs.server.ts';
import { knock } from '../access/visitors.ts';
import { why } from '../application/open-application.ts';
import { houseOf } from '../face/store-face.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { clerk, clock } from '../in-person/open-in-person.ts';
import { fixtures } from '../harness/fixtures.ts';
import { idNumberOf, phoneOf } from '../roster/make-people.ts';
import { openReady, type ProofGroup } from './open-proofs.ts';

// H09, O5: a proof is open to who holds it, masked, and to nobody who counts numbers.

let base: TestDatabase;
let house: House;
let server: TestServer;
let group: ProofGroup;
const numbers: string[] = [];
const issuedAt = clock('2026-07-02', '10:00');
beforeAll(async () => {
  base = await openTestDatabase();
  house = houseOf(base);
  group = await openReady(base.sql, 1, 3);
  await issueProofs(house, clerk, group.classId, 'ready', issuedAt);
  for (const { enrolmentId } of group.learners) {
    const [row] = await base.sql<
      { number: string }[]
    >`select number from study_proof where enrolment_id = ${enrolmentId}`;
    numbers.push(row?.number ?? '');
  }
  server = await startServer({ databaseUrl: base.databaseUrl });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await base?.close();
});

const numberAt = (place: number) => numbers[place] ?? '';
const lastFourOf = (place: number) => idNumberOf(group.learners[place]?.n ?? 0).slice(14);
const ask = (number: string, lastFour: string, address = '203.0.113.7', nowMs = issuedAt.wallMs) =>
  why(askProof(house, { number, lastFour }, address, nowMs));

describe('the page of a proof', () => {
  it('shows masked data and nothing else, as a page and as data, to nobody and to everybody alike', async () => {
    const [learner] = group.learners;
    const { learnerId = '', enrolmentId = '', name = '', n = 0 } = learner ?? {};
    const [row] = await base.sql<{ body: string; signature: Buffer }[]>`
      select body, signature from study_proof where number = ${numberAt(0)}`;
    const hidden = [
      ...[name, learnerId, enrolmentId, group.classId, phoneOf(n), idNumberOf(n), idNumberOf(n).slice(0, 6)],
      ...[clerk.personId, row?.signature.toString('base64') ?? '', 'onlineHours', 'ledger'],
    ];
    const path = `/proof/${numberAt(0)}`;
    const query = `?k=${proofToken(testMasterKey, numberAt(0))}`;
    for (const cookie of [null, await signIn(base.db, fixtures.clerk.phone)])
      for (const address of [path + query, `${path}.data${query}`]) {
        const { status, text, headers } = await knock(server.url + address, cookie);
        expect(status).toBe(200);
        expect(text).toContain(`${name[0]}**`);
        expect(text).toContain(`${'*'.repeat(14)}${idNumberOf(n).slice(14)}`);
        expect(hidden.filter((mark) => text.includes(mark))).toEqual([]);
        expect(headers.get('set-cookie')).toBeNull();
        expect(headers.get('x-robots-tag')).toBe('noindex');
        expect(headers.get('cache-control')).toMatch(/no-store/);
      }
  });

  it('numbers that are counted lead nowhere: one that is, one that never was, and a wrong code answer alike', async () => {
    const never = writeProofNumber({ placeCode: '410100', year: 2026, serial: 9_999 });
    const bare = async (number: string) => (await knock(`${server.url}/proof/${number}.data`, null)).text;
    expect((await bare(numberAt(0))).replaceAll(numberAt(0), '')).toBe(
      (await bare(never)).replaceAll(never, ''),
    );
    const codes = [
      proofToken(testMasterKey, numberAt(1)),
      '',
      'x',
      'A'.repeat(27),
      proofToken(Buffer.alloc(32), numberAt(0)),
    ];
    for (const number of [numberAt(0), never])
      for (const code of codes) {
        const { status, text } = await knock(`${server.url}/proof/${number}.data?k=${code}`, null);
        expect(status).toBe(404);
        expect(text).not.toContain('**');
      }
    expect(await why(openProof(house, { number: never, token: proofToken(testMasterKey, never) }))).toBe(
      'proof_unknown',
    );
    // Positive control, and the size of what would have to be guessed: 160 bits, no two alike.
    const token = proofToken(testMasterKey, numberAt(0));
    expect(isProofToken(testMasterKey, numberAt(0), token)).toBe(true);
    expect(Buffer.from(token, 'base64url')).toHaveLength(20);
    expect(await why(openProof(house, { number: numberAt(0), token }))).toBe('done');
  });

  it('a proof that no longer matches is shown as being checked, one that nobody signed not at all', async () => {
    const { learnerId = '' } = group.learners[2] ?? {};
    const open = () =>
      openProof(house, { number: numberAt(2), token: proofToken(testMasterKey, numberAt(2)) });
    expect((await open()).state).toBe('valid');
    await base.sql`update enrolment_study set photographed_hours = '{}' where learner_id = ${learnerId}`;
    await sweepProofs(house, clock('2026-07-10', '10:00'));
    expect((await open()).state).toBe('checking');
    await base.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update study_proof set body = replace(body, '"practice":6', '"practice":9') where number = ${numberAt(2)}`;
    });
    expect(await why(open())).toBe('proof_unknown');
  });
});

describe('number and last four', () => {
  it('opens with both, tells a wrong ending and an unknown number alike, and says at once what is no number', async () => {
    const never = writeProofNumber({ placeCode: '410100', year: 2026, serial: 8_888 });
    expect(await ask(numberAt(1), lastFourOf(1))).toBe('done');
    expect(await ask(numberAt(1).toLowerCase().replaceAll('-', ''), ` ${lastFourOf(1).toLowerCase()}`)).toBe(
      'done',
    );
    for (const [number, ending] of [
      [numberAt(1), '0000'],
      [never, lastFourOf(1)],
      [`${numberAt(1).slice(0, -1)}?`, lastFourOf(1)],
      [numberAt(1), '12'],
    ] as const)
      expect(await ask(number, ending)).toBe('proof_unknown');
    await base.sql`delete from proof_try`;
  });

  it('who walks through the endings is stopped after ten a day, also all at once, from everywhere; the code still opens', async () => {
    const tried = await Promise.all(
      Array.from({ length: 40 }, (_, i) => ask(numberAt(0), String(9000 + i), `198.51.100.${i}`)),
    );
    expect(tried.filter((said) => said === 'proof_unknown')).toHaveLength(proofTryLimits.number.tries);
    expect(tried.filter((said) => said === 'proof_wait')).toHaveLength(30);
    expect(await ask(numberAt(0), lastFourOf(0))).toBe('proof_wait');
    expect(
      await why(openProof(house, { number: numberAt(0), token: proofToken(testMasterKey, numberAt(0)) })),
    ).toBe('done');
    // Another proof is not held up, and a day later neither is this one.
    expect(await ask(numberAt(1), lastFourOf(1))).toBe('done');
    expect(
      await ask(numberAt(0), lastFourOf(0), '203.0.113.7', issuedAt.wallMs + proofTryLimits.number.windowMs),
    ).toBe('done');
    await base.sql`delete from proof_try`;
  });

  it('who walks through the numbers is stopped after sixty, a whole /64 as one', async () => {
    const walk = await Promise.all(
      Array.from({ length: 70 }, (_, i) =>
        ask(
          ...([writeProofNumber({ placeCode: '410100', year: 2026, serial: i + 1 }), '0000'] as const),
          `2001:db8:1:2::${i.toString(16)}`,
        ),
      ),
    );
    expect(walk.filter((said) => said === 'proof_wait')).toHaveLength(10);
    await base.sql`delete from proof_try`;
  });

  it('the form says so too, with the status of each', async () => {
    const post = (number: string, lastFour: string) =>
      knock(`${server.url}/proof`, null, { method: 'POST', body: new URLSearchParams({ number, lastFour }) });
    const right = await post(numberAt(1), lastFourOf(1));
    expect([right.status, right.headers.get('set-cookie')]).toEqual([200, null]);
    expect(right.text).toContain('这份证明有效');
    expect((await post(numberAt(1), '0000')).status).toBe(404);
    expect((await post('1', '0000')).status).toBe(422);
    for (let i = 0; i < 9; i++) await post(numberAt(1), '0000');
    expect((await post(numberAt(1), lastFourOf(1))).status).toBe(429);
    await base.sql`delete from proof_try`;
  });
});

it('typed hours in a form are refused, and a foreign class is not there', async () => {
  const cookie = await signIn(base.db, fixtures.clerk.phone);
  const other = await signIn(base.db, fixtures.other.clerk.phone);
  const fresh = await openReady(base.sql, 20, 1);
  const enrolmentId = fresh.learners[0]?.enrolmentId ?? '';
  const post = (who: string, fields: Record<string, string>) =>
    knock(`${server.url}/desk/classes/${fresh.classId}/proofs`, who, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
  for (const field of ['onlineHours', 'hours', 'practice'])
    expect((await post(cookie, { intent: 'issue', enrolmentId, [field]: '99' })).status).toBe(422);
  expect((await post(other, { intent: 'issue', enrolmentId })).status).toBe(404);
  expect(await base.sql`select from study_proof where enrolment_id = ${enrolmentId}`).toHaveLength(0);
  expect((await post(cookie, { intent: 'issue', enrolmentId })).status).toBe(302);
  expect(await base.sql`select from study_proof where enrolment_id = ${enrolmentId}`).toHaveLength(1);
});
