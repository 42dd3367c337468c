import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../../app/identity/sign-in.server.ts';
import { readFirstCodes } from '../../app/training/roster/first-codes.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey as key } from '../harness/test-house.ts';
import { phoneOf, rowOf } from './make-people.ts';
import { addClass, addClerk, bring, clerk, confirm, count } from './open-class.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

test('a family of one telephone is imported, and each of them signs in with her own code', async () => {
  const group = await addClass(base);
  const rows = [rowOf(20), rowOf(21, { phone: phoneOf(20) })];
  expect(await confirm(base, clerk, group, await bring(base, clerk, group, rows))).toEqual({ count: 2 });
  const printed = await readFirstCodes(base.sql, key, clerk, group);
  expect(printed.map(({ phone }) => phone)).toEqual([phoneOf(20), phoneOf(20)]);
  for (const { personId, code } of printed)
    expect(
      await signIn(base.db, {
        ...{
          phone: phoneOf(20),
          password: code ?? '',
          address: '10.0.0.1',
          userAgent: '',
          nowMs: Date.now(),
        },
      }),
    ).toMatchObject({ ok: true, personId });
});

test('a telephone of five, and a sixth brought by each of two rosters at once: one is in, nothing is half done', async () => {
  const second = await addClerk(base);
  const [one, other] = [await addClass(base), await addClass(base)];
  const five = [30, 31, 32, 33, 34].map((n) => rowOf(n, { phone: phoneOf(30) }));
  expect(await confirm(base, clerk, one, await bring(base, clerk, one, five))).toEqual({ count: 5 });
  const sixth = (n: number) => [rowOf(n), rowOf(n + 1, { phone: phoneOf(30) })];
  const a = await bring(base, clerk, one, sixth(40));
  const b = await bring(base, second, other, sixth(42));
  const told = await Promise.allSettled([confirm(base, clerk, one, a), confirm(base, second, other, b)]);
  expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await count(base, one)) + (await count(base, other))).toBe(7);
});
