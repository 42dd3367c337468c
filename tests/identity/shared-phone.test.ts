import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../../app/identity/create-account.server.ts';
import { phoneUsersMax } from '../../app/identity/refuse-account.ts';
import { newPhone, openTown, type Town } from './open-town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const wrong = { ok: false, code: 'sign_in_wrong' };

describe('one telephone, several learners', () => {
  it('whose password it is, is who signs in; a first code works beside passwords', async () => {
    const phone = newPhone();
    const mother = await town.enter({ phone, password: 'mother knows' });
    const aunt = await town.enter({ phone, password: undefined, firstSignInCode: '220517' });
    expect(await town.enterDoor(phone, { password: 'mother knows' })).toMatchObject({
      personId: mother.personId,
      mustSetPassword: false,
    });
    expect(await town.enterDoor(phone, { password: '220517' })).toMatchObject({
      personId: aunt.personId,
      mustSetPassword: true,
    });
    expect(await town.tryFrom(phone, { password: 'nobody knows' })).toEqual(wrong);
  });

  it('asks who where two chose one password, and lets in whoever is named, nobody else', async () => {
    const phone = newPhone();
    const one = await town.enter({ phone, name: '王桂芳', password: 'our garden' });
    const two = await town.enter({ phone, name: '李秀英', password: 'our garden' });
    const third = await town.enter({ phone, password: 'another one' });
    const stranger = await town.enter({ password: 'our garden' });
    const people = [
      { personId: one.personId, name: '王桂芳' },
      { personId: two.personId, name: '李秀英' },
    ];
    expect(await town.tryFrom(phone, { password: 'our garden' })).toEqual({
      ok: false,
      code: 'sign_in_who',
      people,
    });
    const named = (personId: string, password = 'our garden') => town.tryFrom(phone, { password, personId });
    expect(await named(two.personId)).toMatchObject({ ok: true, personId: two.personId });
    expect(await named(one.personId)).toMatchObject({ ok: true, personId: one.personId });
    expect(await named(third.personId)).toEqual(wrong);
    expect(await named(stranger.personId)).toEqual(wrong);
    expect(await named(one.personId, 'another one')).toEqual(wrong);
  });

  it('signing in between gives nobody of the family more guesses at another’s password (H09)', async () => {
    const phone = newPhone();
    const mine = await town.enter({ phone, password: 'mine alone' });
    await town.enter({ phone, password: 'hers alone' });
    const nowMs = Date.now();
    const codes: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const guess = await town.tryFrom(phone, { password: `guess ${i}`, nowMs: nowMs + 2 * i });
      codes.push(guess.ok ? 'ok' : guess.code);
      await town.tryFrom(phone, {
        password: 'mine alone',
        personId: mine.personId,
        nowMs: nowMs + 2 * i + 1,
      });
    }
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'sign_in_wrong'), 'sign_in_wait']);
  });

  it('nor does a browser that is known by an own account: with every sign-in it would have a new place', async () => {
    const phone = newPhone();
    const mine = await town.enter({ phone, password: 'mine alone' });
    await town.enter({ phone, password: 'hers alone' });
    const nowMs = Date.now();
    const codes: string[] = [];
    let n = 0;
    for (let turn = 0; turn < 3; turn += 1) {
      const own = {
        password: 'mine alone',
        personId: mine.personId,
        address: `10.9.0.${turn}`,
        nowMs: nowMs + ++n,
      };
      const { token } = await town.enterDoor(phone, own);
      for (let i = 0; i < 5; i += 1) {
        const guess = {
          password: `guess ${i}`,
          previousToken: token,
          address: '10.9.1.1',
          nowMs: nowMs + ++n,
        };
        const told = await town.tryFrom(phone, guess);
        codes.push(told.ok ? 'ok' : told.code);
      }
    }
    expect(codes.filter((code) => code === 'sign_in_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'sign_in_wait')).toHaveLength(10);
  });

  it('as many as one sign-in looks at, and not one more, also at once; a member of staff has one alone', async () => {
    const phone = newPhone();
    const enter = (role: 'learner' | 'clerk') =>
      createAccount(town.db, town.masterKey, { institutionId: town.school.id, role, name: '学员', phone });
    const made = await Promise.allSettled(Array.from({ length: 9 }, () => enter('learner')));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(phoneUsersMax);
    const other = newPhone();
    await town.enter({ phone: other }, 'clerk');
    await town.enter({ phone: other }, 'learner');
    await expect(town.enter({ phone: other }, 'teacher')).rejects.toMatchObject({ fault: 'phone_taken' });
  });
});
