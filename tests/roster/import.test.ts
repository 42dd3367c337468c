import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount } from '../../app/identity/create-account.server.ts';
import { signIn } from '../../app/identity/sign-in.server.ts';
import { setPassword } from '../../app/identity/set-password.server.ts';
import { hashToken } from '../../app/identity/hash-token.server.ts';
import { checkRoster } from '../../app/training/roster/check-roster.server.ts';
import { readFirstCodes } from '../../app/training/roster/first-codes.server.ts';
import { readRoster } from '../../app/training/roster/read-roster.server.ts';
import { removeLearner } from '../../app/training/roster/remove-learner.server.ts';
import {
  correctRow,
  dropImport,
  leaveOutRow,
  readImport,
  storeImport,
  sweepImports,
} from '../../app/training/roster/store-import.server.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey as key } from '../harness/test-house.ts';
import { idNumberOf, nameOf, phoneOf, rowOf } from './make-people.ts';
import {
  addClass,
  addClerk,
  bring,
  clerk,
  confirm,
  count,
  now,
  otherClerk,
  people,
  see,
} from './open-class.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

const refused = (code: string) => expect.objectContaining({ code });
const peopleWith = async (n: number) =>
  (await base.sql`select id, institution_id from person where phone = ${phoneOf(n)}`).length;

describe('one roster', () => {
  test('nothing is imported before it is confirmed, then everything at once', async () => {
    const group = await addClass(base);
    const rows = [...people(100, 3), rowOf(103, { idNumber: idNumberOf(103).slice(1) })];
    const seen = await bring(base, clerk, group, rows);
    expect(seen.numbers).toEqual([100, 101, 102]);
    expect(await count(base, group)).toBe(0);
    expect(await peopleWith(100)).toBe(0);
    expect(await confirm(base, clerk, group, seen)).toEqual({ count: 3 });
    expect(await count(base, group)).toBe(3);
    const [learner] = await readRoster(base.sql, key, clerk, group);
    expect(learner).toMatchObject({ category: 'unemployed', hasSignedIn: false, maskedPhone: '199****0100' });
    expect(learner?.maskedIdNumber).toMatch(/^999999\*{8}/);
    // The row with a fault waits; corrected, it comes too.
    await correctRow(base.sql, key, clerk, group, 103, rowOf(103).cells);
    expect(await confirm(base, clerk, group, await see(base, clerk, group))).toEqual({ count: 1 });
    expect(await readImport(base.sql, key, clerk, group)).toBeNull();
  });

  test('a second press of the same brings nobody twice, one of something older nothing', async () => {
    const group = await addClass(base);
    const seen = await bring(base, clerk, group, people(110, 2));
    const pressed = await Promise.all([confirm(base, clerk, group, seen), confirm(base, clerk, group, seen)]);
    expect(pressed).toEqual([{ count: 2 }, { count: 2 }]);
    expect(await confirm(base, clerk, group, seen)).toEqual({ count: 2 });
    expect(await count(base, group)).toBe(2);
    const old = await bring(base, clerk, group, people(112, 2));
    await leaveOutRow(base.sql, key, clerk, group, 113);
    await expect(confirm(base, clerk, group, old)).rejects.toEqual(refused('roster_changed'));
    await expect(confirm(base, clerk, group, { ...old, revision: 1, numbers: [112, 113] })).rejects.toEqual(
      refused('roster_changed'),
    );
    expect(await count(base, group)).toBe(2);
  });

  test('its rows are sealed while they wait, and gone when it is over', async () => {
    const group = await addClass(base);
    await bring(base, clerk, group, people(120, 1));
    const stored = async () =>
      (
        await base.sql<{ state: string; raw: Buffer | null }[]>`
        select state, rows_sealed as raw from roster_import where class_id = ${group} order by created_at, state`
      ).map(({ state, raw }) => ({ state, raw: raw?.toString('latin1') ?? null }));
    const [open] = await stored();
    expect(open?.raw).not.toContain(idNumberOf(120));
    expect(open?.raw).not.toContain(phoneOf(120));
    await dropImport(base.sql, clerk, group);
    expect(await stored()).toEqual([{ state: 'dropped', raw: null }]);
    await storeImport(base.sql, key, clerk, group, people(121, 1), now);
    expect(await sweepImports(base.sql, { ...now, wallMs: now.wallMs + 7 * 86_400_000 - 1 })).toBe(0);
    expect(await sweepImports(base.sql, { ...now, wallMs: now.wallMs + 7 * 86_400_000 })).toBeGreaterThan(0);
    expect((await stored()).every(({ raw }) => raw === null)).toBe(true);
  });

  test('digits that were lost are not found by saving the same number', async () => {
    const group = await addClass(base);
    const row = { ...rowOf(125), trouble: { idNumber: 'digits' as const } };
    await bring(base, clerk, group, [row]);
    await correctRow(base.sql, key, clerk, group, 125, row.cells);
    expect((await see(base, clerk, group)).numbers).toEqual([]);
    await correctRow(base.sql, key, clerk, group, 125, { ...row.cells, idNumber: idNumberOf(126) });
    expect((await see(base, clerk, group)).numbers).toEqual([125]);
  });

  test('who is taken off is gone while nobody used the account, and can be entered anew with the right number', async () => {
    const group = await addClass(base);
    await confirm(base, clerk, group, await bring(base, clerk, group, people(130, 1)));
    const [learner] = await readRoster(base.sql, key, clerk, group);
    await removeLearner(base.sql, clerk, group, learner?.enrolmentId ?? '');
    expect(await count(base, group)).toBe(0);
    expect(await peopleWith(130)).toBe(0);
    const again = await bring(base, clerk, group, [rowOf(130, { phone: phoneOf(131) })]);
    expect(await confirm(base, clerk, group, again)).toEqual({ count: 1 });
  });
});

describe('whose it is', () => {
  test('another institution’s clerk neither brings, sees, confirms nor removes', async () => {
    const group = await addClass(base);
    const seen = await bring(base, clerk, group, people(140, 1));
    const gone = refused('not_found');
    await expect(storeImport(base.sql, key, otherClerk, group, people(141, 1), now)).rejects.toEqual(gone);
    await expect(confirm(base, otherClerk, group, seen)).rejects.toEqual(gone);
    await expect(correctRow(base.sql, key, otherClerk, group, 140, rowOf(1).cells)).rejects.toEqual(gone);
    await expect(dropImport(base.sql, otherClerk, group)).rejects.toEqual(gone);
    await expect(readFirstCodes(base.sql, key, otherClerk, group)).rejects.toEqual(gone);
    expect(await readImport(base.sql, key, otherClerk, group)).toBeNull();
    expect(await confirm(base, clerk, group, seen)).toEqual({ count: 1 });
    expect(await readRoster(base.sql, key, otherClerk, group)).toEqual([]);
    const [learner] = await readRoster(base.sql, key, clerk, group);
    await expect(removeLearner(base.sql, otherClerk, group, learner?.enrolmentId ?? '')).rejects.toEqual(
      gone,
    );
  });

  test('a class that was handed in keeps its roster', async () => {
    const group = await addClass(base);
    const seen = await bring(base, clerk, group, people(145, 2));
    await confirm(base, clerk, group, { ...seen });
    const [learner] = await readRoster(base.sql, key, clerk, group);
    const next = await bring(base, clerk, group, people(147, 1));
    await base.sql`update training_class set state = 'applied' where id = ${group}`;
    const fixed = refused('roster_fixed');
    await expect(confirm(base, clerk, group, next)).rejects.toEqual(fixed);
    await expect(removeLearner(base.sql, clerk, group, learner?.enrolmentId ?? '')).rejects.toEqual(fixed);
    await expect(storeImport(base.sql, key, clerk, group, people(148, 1), now)).rejects.toEqual(fixed);
    expect(await count(base, group)).toBe(2);
  });

  test('a person with an account elsewhere is enrolled, not doubled, and stays there; of elsewhere nothing but a day is told', async () => {
    const there = await addClass(base, fixtures.other.institutionId);
    await confirm(base, otherClerk, there, await bring(base, otherClerk, there, people(150, 1)));
    const here = await addClass(base);
    const found = async () => (await checkRoster(base.sql, key, here, people(150, 1)))[0];
    expect((await found())?.faults).toEqual([{ code: 'open_project', field: null }]);
    const [at] = await base.sql<{ id: string }[]>`select id from enrolment where class_id = ${there}`;
    const assess = (day: string) => base.sql`
      insert into assessment_result (enrolment_id, ended_on, is_passed, recorded_by, recorded_at)
      values (${at?.id ?? ''}, ${day}, true, ${fixtures.other.clerk.id}, now())
      on conflict (enrolment_id) do update set ended_on = excluded.ended_on`;
    await assess('2026-02-02');
    expect((await found())?.faults).toEqual([{ code: 'cooling_off', field: null, day: '2026-03-02' }]);
    await assess('2026-01-31');
    expect(await found()).toMatchObject({ faults: [], notes: ['has_account'] });
    expect((await checkRoster(base.sql, key, here, [rowOf(150, { name: '李四' })]))[0]?.faults[0]?.code).toBe(
      'name_differs',
    );
    const seen = await bring(base, clerk, here, people(150, 1));
    expect(await confirm(base, clerk, here, seen)).toEqual({ count: 1 });
    const persons = await base.sql`select institution_id as at from person where phone = ${phoneOf(150)}`;
    expect(persons).toEqual([{ at: fixtures.other.institutionId }]);
    // A code opens the account: only who made it prints it.
    expect(await readFirstCodes(base.sql, key, clerk, here)).toMatchObject([
      { name: nameOf(150), code: null },
    ]);
    const [printed] = await readFirstCodes(base.sql, key, otherClerk, there);
    expect(printed?.code).toMatch(/^\d{6}$/);
  });
});

test('the printed code signs in, and is erased once there is a password', async () => {
  const group = await addClass(base);
  await confirm(base, clerk, group, await bring(base, clerk, group, people(160, 1)));
  const codes = () => readFirstCodes(base.sql, key, clerk, group);
  const [first] = await codes();
  const answer = await signIn(base.db, {
    ...{ phone: phoneOf(160), password: first?.code ?? '', address: '10.0.0.1', userAgent: 'test' },
    nowMs: Date.now(),
  });
  if (!answer.ok) throw new Error(answer.code);
  expect(answer.mustSetPassword).toBe(true);
  const choice = { personId: answer.personId, tokenHash: hashToken(answer.token), password: 'zhenxue-2026' };
  expect(await setPassword(base.db, choice)).toEqual({ ok: true });
  expect((await codes())[0]).toMatchObject({ phone: phoneOf(160), code: null });
  expect(await base.sql`select from first_code where person_id = ${answer.personId}`).toHaveLength(0);
});

describe('at once', () => {
  test('two rosters into a class with one place left: one comes in, the other is told', async () => {
    const second = await addClerk(base);
    const group = await addClass(base);
    await confirm(base, clerk, group, await bring(base, clerk, group, people(200, 79)));
    const [a, b] = [
      await bring(base, clerk, group, people(280, 1)),
      await bring(base, second, group, people(281, 1)),
    ];
    const told = await Promise.allSettled([confirm(base, clerk, group, a), confirm(base, second, group, b)]);
    expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(told.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refused('roster_changed'),
    });
    expect(await count(base, group)).toBe(80);
  });

  test('one person into two classes of two institutions: one class has her, one account', async () => {
    const rounds = [0, 1, 2, 3].map(async (round) => {
      const [here, there] = [await addClass(base), await addClass(base, fixtures.other.institutionId)];
      const rows = people(300 + round * 10, 3);
      const [a, b] = [
        await bring(base, clerk, here, rows),
        await bring(base, otherClerk, there, rows.slice().reverse()),
      ];
      const told = await Promise.allSettled([
        confirm(base, clerk, here, a),
        confirm(base, otherClerk, there, b),
      ]);
      expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await count(base, here)) + (await count(base, there))).toBe(3);
      for (const { number } of rows) expect(await peopleWith(number)).toBe(1);
    });
    await Promise.all(rounds);
  });

  test('one person who has an account already, into two classes at once: one class has her', async () => {
    const rounds = [0, 1, 2, 3].map(async (round) => {
      const [row] = people(340 + round, 1);
      if (!row) throw new Error('no row');
      const { name, phone, idNumber } = row.cells;
      const account = {
        institutionId: fixtures.institutionId,
        role: 'learner',
        name,
        phone,
        idNumber,
      } as const;
      await createAccount(base.db, key, account);
      const here = await addClass(base);
      const there = await addClass(base, fixtures.other.institutionId);
      const a = await bring(base, clerk, here, [row]);
      const b = await bring(base, otherClerk, there, [row]);
      const told = await Promise.allSettled([
        confirm(base, clerk, here, a),
        confirm(base, otherClerk, there, b),
      ]);
      expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await count(base, here)) + (await count(base, there))).toBe(1);
    });
    await Promise.all(rounds);
  });

  test('a confirmation beside the clerk who hands the class in: wholly before it, or not at all', async () => {
    const group = await addClass(base);
    const seen = await bring(base, clerk, group, people(360, 3));
    const hand = base.sql.begin(async (tx) => {
      await tx`select from training_class where id = ${group} for update`;
      await tx`select pg_sleep(0.1)`;
      await tx`update training_class set state = 'applied' where id = ${group}`;
    });
    const [, told] = await Promise.allSettled([hand, confirm(base, clerk, group, seen)]);
    expect(await count(base, group)).toBe(told?.status === 'fulfilled' ? 3 : 0);
  });

  test('without the lock on the class the database itself still holds the 80', async () => {
    const group = await addClass(base);
    await confirm(base, clerk, group, await bring(base, clerk, group, people(400, 80)));
    const [somebody] = fixtures.learners;
    await expect(
      base.sql`insert into enrolment (learner_id, class_id) values (${somebody?.id ?? ''}, ${group})`,
    ).rejects.toMatchObject({ constraint_name: 'class_full' });
  });
});
