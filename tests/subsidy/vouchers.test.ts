import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueVouchers } from '../../app/training/subsidy/issue-vouchers.server.ts';
import { isVoucherNumber } from '../../app/training/subsidy/number-voucher.ts';
import {
  countVouchers,
  readOwnVouchers,
  readSupport,
} from '../../app/training/subsidy/read-vouchers.server.ts';
import { bureau, otherBureau, why } from '../application/open-application.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { pastGuards } from '../harness/past-guards.ts';
import { clerk, otherClerk } from '../roster/open-class.ts';
import { addGraduates, july, pass } from './open-subsidy.ts';

// P082–P084: a voucher for everybody of a subsidised class, under her own number, worth something with a certificate.

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

const stateOf = async (learnerId = '') => (await readOwnVouchers(base.sql, learnerId))[0]?.state;

it('everybody of an approved subsidised class gets one, whoever sweeps, and whoever has no number none', async () => {
  const { sql } = base;
  const group = await addGraduates(base, 5);
  const other = await addGraduates(base, 2);
  await sql`update training_class set is_subsidised = false where id = ${other.classId}`;
  await sql`insert into enrolment (learner_id, class_id) values (${fixtureLearner(1).id}, ${group.classId})`;
  const given = await Promise.all(Array.from({ length: 5 }, () => issueVouchers(sql, july)));
  expect(given.reduce((sum, n) => sum + n, 0)).toBe(5);
  expect(await issueVouchers(sql, july)).toBe(0);
  const support = await readSupport(sql, clerk, group.classId);
  expect(support.filter(({ voucher }) => voucher !== null)).toHaveLength(5);
  for (const { voucher } of support) if (voucher) expect(isVoucherNumber(voucher.number)).toBe(true);
  expect(await readSupport(sql, otherClerk, group.classId)).toEqual([]);
  expect(await stateOf(other.learners[0])).toBeUndefined();
  expect(await stateOf(fixtureLearner(1).id), 'no ID number').toBeUndefined();
});

it('is worth something once the certificate is recorded, nothing without one, and void when she leaves', async () => {
  const { sql } = base;
  const { enrolments, learners } = await addGraduates(base, 3);
  await sql`delete from assessment_result where enrolment_id = any(${enrolments}::uuid[])`;
  await issueVouchers(sql, july);
  expect(await Promise.all(learners.map(stateOf))).toEqual(['issued', 'issued', 'issued']);
  await pass(sql, enrolments[0] ?? '', 'Y9990001');
  await pass(sql, enrolments[1] ?? '', null);
  await sql`delete from enrolment where id = ${enrolments[2] ?? ''}`;
  expect(await Promise.all(learners.map(stateOf))).toEqual(['redeemed', 'issued', 'void']);
  await sql`update assessment_result set is_passed = false, certificate_number = null where enrolment_id = ${enrolments[0] ?? ''}`;
  expect(await stateOf(learners[0]), 'a certificate that was corrected away takes its worth along').toBe(
    'issued',
  );
});

it('no transfer exists: the database changes no voucher, takes none under another number, and one of another person is void', async () => {
  const { sql } = base;
  const { classId, enrolments, learners } = await addGraduates(base, 2);
  const write = (learner: string, enrolment: string, digestOf: string) =>
    sql`insert into voucher (number, learner_id, class_id, enrolment_id, id_number_digest, issued_at)
      select ${`PX${Math.random()}`}, ${learner}, ${classId}, ${enrolment}, id_number_digest, now() from person where id = ${digestOf}`;
  const [a = '', b = ''] = learners;
  const [ofA = '', ofB = ''] = enrolments;
  expect(await why(write(a, ofA, b))).toBe('voucher_bound');
  expect(await why(write(a, ofB, a))).toBe('voucher_bound');
  expect(await why(write(a, ofA, a))).toBe('done');
  expect(await why(write(a, ofA, a))).toBe('voucher_once');
  await issueVouchers(sql, july);
  for (const statement of [
    'update voucher set learner_id = learner_id',
    'delete from voucher',
    'truncate voucher',
  ])
    expect(await why(sql.unsafe(statement)), statement).toBe('23001');
  expect(await stateOf(a)).toBe('redeemed');
  await pastGuards(sql, (tx) => tx`update voucher set id_number_digest = 'x' where learner_id = ${a}`);
  expect(await stateOf(a)).toBe('void');
  expect(await stateOf(b), 'the other one stays').toBe('redeemed');
});

it('is counted by area and year of China (P084)', async () => {
  const { sql } = base;
  const before = await countVouchers(sql, otherBureau.institutionId, '2026');
  expect(before).toEqual({ issued: 0, redeemed: 0 });
  const { enrolments } = await addGraduates(base, 3, {
    ...{ placeCode: '410200', institutionId: fixtures.other.institutionId, clerkId: fixtures.other.clerk.id },
  });
  await sql`delete from assessment_result where enrolment_id = ${enrolments[0] ?? ''}`;
  // Midnight of a new year in China.
  await issueVouchers(sql, { ...july, wallMs: Date.parse('2026-12-31T16:00:00Z') });
  expect(await countVouchers(sql, otherBureau.institutionId, '2027')).toEqual({ issued: 3, redeemed: 0 });
  expect(await countVouchers(sql, otherBureau.institutionId, '2026')).toEqual({ issued: 0, redeemed: 2 });
  const ofBureau = await countVouchers(sql, bureau.institutionId, '2026');
  const everywhere = await countVouchers(sql, null, '2026');
  expect(everywhere).toEqual({ issued: ofBureau.issued, redeemed: ofBureau.redeemed + 2 });
});
