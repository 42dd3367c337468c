import { afterAll, beforeAll, expect, it } from 'vitest';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { logView } from '../../app/presence/review/log-view.server.ts';
import { witnessAtDesk } from '../../app/presence/review/witness-at-desk.server.ts';
import { readPerson } from '../../app/reporting/read-person.server.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { author, clerk, inspector, lastEvents, otherClerk, reason, reviewer } from './case-desk.ts';
import { houseOf, putCase, storeChallenge, storePhotograph, storeReference } from './store-face.ts';

// F04, P007: one learner before her clerk. Nobody else's clerk knows of her; a witness always has a case.

let database: TestDatabase;
let house: House;
const [first, second, third] = [fixtureLearner(1), fixtureLearner(2), fixtureLearner(3)];

beforeAll(async () => {
  database = await openTestDatabase();
  house = houseOf(database);
});
afterAll(() => database?.close());

const witness = (session: typeof clerk, learnerId: string, why = reason) =>
  witnessAtDesk(house, session, learnerId, why, readClock());
const read = (session: typeof clerk, learnerId: string) =>
  readPerson(house.sql, session, learnerId, Date.now());
const countWitnesses = async (learnerId: string) =>
  (await house.sql`select 1 from face_witness where learner_id = ${learnerId}`).length;

it('a witness without a case opens one and decides it, both in the log', async () => {
  await storeReference(house, first.id, 'active');
  await witness(clerk, first.id);
  expect((await lastEvents(house, first.id, 3)).map(({ kind }) => kind)).toEqual([
    'case_opened',
    'case_decided',
    'face_witnessed',
  ]);
  const seen = await read(clerk, first.id);
  expect(seen.witnessedUntilMs).toBeGreaterThan(Date.now());
  expect(seen.witnesses).toMatchObject([{ clerk: fixtures.clerk.name, reason }]);
  await verifyLog(house.sql, first.id);
});

it('the case that waits is the one that is decided', async () => {
  const { id } = await storeChallenge(house, second.id, 1);
  const subject = { subjectKind: 'challenge', subjectId: id } as const;
  const caseId = await putCase(house, second.id, 'three_tries', subject);
  expect((await read(clerk, second.id)).openCases).toEqual([{ id: caseId, kind: 'three_tries' }]);
  await witness(clerk, second.id);
  const cases = await house.sql`select id, decision from face_case where learner_id = ${second.id}`;
  expect(cases).toEqual([{ id: caseId, decision: 'witnessed' }]);
});

it.each([
  ['the clerk of another institution', otherClerk, reason, 'not_found'],
  ['a reviewer, who stands at no desk', reviewer, reason, 'not_found'],
  ['a clerk without a reason', clerk, '  ok ', 'bad_shape'],
])('%s is no witness', async (_, session, why, code) => {
  const before = await countWitnesses(first.id);
  await expect(witness(session, first.id, why)).rejects.toMatchObject({ code });
  expect(await countWitnesses(first.id)).toBe(before);
});

it('who has no enrolled face and no check has nothing to be witnessed', async () => {
  await expect(witness(clerk, third.id)).rejects.toMatchObject({ code: 'face_not_enrolled' });
  expect(await house.sql`select 1 from face_case where learner_id = ${third.id}`).toHaveLength(0);
});

it.each([
  ['another institution', otherClerk],
  ['the bureau', reviewer],
  ['an author', author],
])('she does not exist for %s', async (_, session) => {
  await expect(read(session, first.id)).rejects.toMatchObject({ code: 'not_found' });
});

it('a clerk is no learner that could be opened', async () => {
  await expect(read(inspector, fixtures.clerk.id)).rejects.toMatchObject({ code: 'not_found' });
});

it('shows who looked at her pictures, newest first, and to a clerk no case of another account', async () => {
  const { id } = await storePhotograph(house, third, 'match', true);
  const view = { kind: 'snapshot', learnerId: third.id, id } as const;
  await logView(house.sql, clerk, { ...view, reason: '第一回查看' }, Date.now() - 1_000);
  await logView(house.sql, inspector, { ...view, reason: '抽查本月记录' }, Date.now());
  const { id: subjectId } = await storeReference(house, third.id, 'active');
  const subject = { subjectKind: 'reference', subjectId } as const;
  await putCase(house, third.id, 'duplicate', subject, { otherLearnerId: first.id });
  const seen = await read(clerk, third.id);
  expect(seen.views.map(({ viewer, reason: why }) => `${viewer} ${why}`)).toEqual([
    `${fixtures.inspector.name} 抽查本月记录`,
    `${fixtures.clerk.name} 第一回查看`,
  ]);
  expect(seen.openCases).toEqual([]);
  expect((await read(inspector, third.id)).openCases).toHaveLength(1);
});

it('nobody changes or removes a look afterwards', async () => {
  await expect(house.sql`update data_view set reason = 'x'`).rejects.toThrow();
  await expect(house.sql`delete from data_view`).rejects.toThrow();
});
