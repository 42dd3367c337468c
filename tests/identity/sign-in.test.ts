import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person, session } from '../../db/schema/identity.ts';
import { readSession } from '../../app/identity/read-session.server.ts';
import { serialiseSessionCookie } from '../../app/identity/session-cookie.ts';
import { setPassword } from '../../app/identity/set-password.server.ts';
import { signOut } from '../../app/identity/sign-out.server.ts';
import { signOutEverywhere } from '../../app/identity/sign-out-everywhere.server.ts';
import { newPhone, openTown, type Town } from './open-town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const hourMs = 3_600_000;
const cookieOf = (token: string) => serialiseSessionCookie(token, true).split(';')[0] ?? '';
const read = (token: string) => readSession(town.sql, cookieOf(token), true);
const sessionsOf = (personId: string) => town.db.select().from(session).where(eq(session.personId, personId));

describe('signing in', () => {
  it('answers a token, stores its SHA-256 only, and knows who sends it', async () => {
    const { personId, phone } = await town.enter({}, 'inspector');
    const answer = await town.enterDoor(phone);
    expect(answer).toMatchObject({ personId, role: 'inspector', mustSetPassword: false });
    expect(answer.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [row] = await sessionsOf(personId);
    expect(row?.tokenHash.toString('latin1')).not.toContain(answer.token);
    expect(await read(answer.token)).toEqual({
      personId,
      role: 'inspector',
      institutionId: town.school.id,
      mustSetPassword: false,
      secondStep: null,
      tokenHash: row?.tokenHash,
    });
  });

  it('takes the number and the password as people type them', async () => {
    const wide = (text: string) =>
      [...text].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('');
    const { phone } = await town.enter({ password: `a${wide('bc')}12345` });
    await town.enterDoor(` +86 ${phone.slice(0, 3)} ${phone.slice(3)}`, { password: `${wide('abc12345')} ` });
    expect(await town.tryFrom(phone, { password: 'ABC12345' })).toEqual({ ok: false, code: 'sign_in_wrong' });
  });

  it('gives one answer to a wrong password, an unknown number and no number', async () => {
    const { phone } = await town.enter();
    const locked = await town.enter({ password: undefined });
    const wrong = { ok: false, code: 'sign_in_wrong' };
    expect(await town.tryFrom(phone, { password: 'not this one' })).toEqual(wrong);
    expect(await town.tryFrom(newPhone())).toEqual(wrong);
    expect(await town.tryFrom(locked.phone)).toEqual(wrong);
    expect(await town.tryFrom(`' or '1'='1\u0000`)).toEqual(wrong);
    expect(await town.tryFrom('')).toEqual(wrong);
  });

  it('reads nobody from headers without a living session', async () => {
    const { phone } = await town.enter();
    const { token } = await town.enterDoor(phone);
    const other = 'A'.repeat(43);
    const headers = [
      null,
      '',
      cookieOf(''),
      cookieOf(other),
      cookieOf(token).replace('__Host-', ''),
      `x${cookieOf(token)}`,
    ];
    for (const header of headers) expect(await readSession(town.sql, header, true)).toBeNull();
    expect(await readSession(town.sql, cookieOf(token), false)).toBeNull();
    expect(await readSession(town.sql, `a=1; ${cookieOf(token)}; b=2`, true)).not.toBeNull();
    expect(await readSession(town.sql, `${cookieOf(token)}; ${cookieOf(other)}`, true)).toBeNull();
  });

  it('ends a session after twelve hours', async () => {
    const { phone } = await town.enter();
    const young = await town.enterDoor(phone, { nowMs: Date.now() - 11.9 * hourMs });
    const old = await town.enterDoor(phone, { nowMs: Date.now() - 12.1 * hourMs });
    expect(await read(young.token)).not.toBeNull();
    expect(await read(old.token)).toBeNull();
  });

  it('rotates: a sign-in ends what the browser held before, whoever it was, and keeps other browsers', async () => {
    const a = await town.enter();
    const b = await town.enter();
    const phone1 = await town.enterDoor(a.phone);
    const laptop = await town.enterDoor(a.phone);
    const again = await town.enterDoor(a.phone, { previousToken: phone1.token });
    expect(again.token).not.toBe(phone1.token);
    expect(await read(phone1.token)).toBeNull();
    expect(await read(laptop.token)).not.toBeNull();
    const shared = await town.enterDoor(b.phone, { previousToken: again.token });
    expect(await read(again.token)).toBeNull();
    expect(await read(shared.token)).toMatchObject({ personId: b.personId });
  });

  it('never lets a browser choose its token (fixation)', async () => {
    const { phone, personId } = await town.enter();
    const planted = 'B'.repeat(43);
    const { token } = await town.enterDoor(phone, { previousToken: planted });
    expect(token).not.toBe(planted);
    expect(await read(planted)).toBeNull();
    expect(await sessionsOf(personId)).toHaveLength(1);
  });

  it('keeps the old session when a try from the same browser is wrong', async () => {
    const { phone } = await town.enter();
    const { token } = await town.enterDoor(phone);
    await town.tryFrom(phone, { previousToken: token, password: 'not this one' });
    expect(await read(token)).not.toBeNull();
  });
});

describe('signing out', () => {
  it('ends one session, and doing it twice is no error', async () => {
    const { phone } = await town.enter();
    const [here, there] = [await town.enterDoor(phone), await town.enterDoor(phone)];
    const found = await read(here.token);
    await signOut(town.db, found?.tokenHash ?? Buffer.alloc(0));
    await signOut(town.db, found?.tokenHash ?? Buffer.alloc(0));
    expect([await read(here.token), (await read(there.token)) !== null]).toEqual([null, true]);
  });

  it('ends all of a person everywhere, and nobody else', async () => {
    const { phone, personId } = await town.enter();
    const other = await town.enter();
    const mine = [await town.enterDoor(phone), await town.enterDoor(phone), await town.enterDoor(phone)];
    const theirs = await town.enterDoor(other.phone);
    expect(await signOutEverywhere(town.db, personId)).toBe(3);
    for (const { token } of mine) expect(await read(token)).toBeNull();
    expect(await read(theirs.token)).not.toBeNull();
  });
});

describe('the first sign-in', () => {
  const code = 'kq7-2205';
  const enterNew = () => town.enter({ password: undefined, firstSignInCode: code });
  const choose = async (token: string, password: string) => {
    const found = await read(token);
    if (!found) throw new Error('signed out');
    return setPassword(town.db, { personId: found.personId, tokenHash: found.tokenHash, password });
  };

  it('takes the code once, then the password only, and ends every other session', async () => {
    const { phone } = await enterNew();
    const [here, there] = [
      await town.enterDoor(phone, { password: code }),
      await town.enterDoor(phone, { password: code }),
    ];
    expect(here.mustSetPassword).toBe(true);
    expect(await read(here.token)).toMatchObject({ mustSetPassword: true });
    expect(await choose(here.token, 'a good one')).toEqual({ ok: true });
    expect(await read(here.token)).toMatchObject({ mustSetPassword: false });
    expect(await read(there.token)).toBeNull();
    const [row] = await town.db.select().from(person).where(eq(person.phone, phone));
    expect(row?.firstSignInCodeHash).toBeNull();
    expect(await town.tryFrom(phone, { password: code })).toEqual({ ok: false, code: 'sign_in_wrong' });
    expect(await town.enterDoor(phone, { password: 'a good one' })).toMatchObject({ mustSetPassword: false });
  });

  it('refuses passwords that others guess, and then leaves the code as it was', async () => {
    const { phone } = await enterNew();
    const { token } = await town.enterDoor(phone, { password: code });
    const refused: [string, string][] = [
      ['short', 'too_short'],
      ['   1234   ', 'too_short'],
      ['很短的密码', 'too_short'],
      ['x'.repeat(129), 'too_long'],
      [phone, 'is_phone'],
      [phone.slice(3), 'is_phone'],
      [`${phone}a`, 'is_phone'],
      [code, 'is_code'],
      ['12345678', 'too_easy'],
      ['99999999', 'too_easy'],
      ['hgfedcba', 'too_easy'],
    ];
    for (const [password, reason] of refused)
      expect(await choose(token, password)).toEqual({ ok: false, reason });
    expect(await read(token)).toMatchObject({ mustSetPassword: true });
    await town.enterDoor(phone, { password: code });
    expect(await choose(token, '我家门前有两棵树')).toEqual({ ok: true });
  });

  it('never replaces a password, not even for two requests at once', async () => {
    const { phone } = await enterNew();
    const { token } = await town.enterDoor(phone, { password: code });
    const both = await Promise.all([choose(token, 'first choice'), choose(token, 'second choice')]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await choose(token, 'third choice')).toEqual({ ok: false, reason: 'already_set' });
    const winner = both[0]?.ok ? 'first choice' : 'second choice';
    await town.enterDoor(phone, { password: winner });
  });

  it('opens no session with the code while the password is being set', async () => {
    const { phone, personId } = await enterNew();
    const { token } = await town.enterDoor(phone, { password: code });
    const tries = Array.from({ length: 4 }, () => town.tryFrom(phone, { password: code }));
    const [set, ...answers] = await Promise.all([choose(token, 'a good one'), ...tries]);
    expect(set).toEqual({ ok: true });
    for (const answer of answers) if (answer.ok) expect(await read(answer.token)).toBeNull();
    expect(await sessionsOf(personId)).toHaveLength(1);
  });

  it('waits for a change of the secret that is under way, and then goes by the new one', async () => {
    const { phone, personId } = await enterNew();
    const answer = await town.db.transaction(async (tx) => {
      await tx.update(person).set({ firstSignInCodeHash: null }).where(eq(person.id, personId));
      const trying = town.tryFrom(phone, { password: code });
      await Promise.race([trying, sleep(500)]);
      return { trying };
    });
    expect(await answer.trying).toEqual({ ok: false, code: 'sign_in_wrong' });
    expect(await sessionsOf(personId)).toEqual([]);
  });
});
