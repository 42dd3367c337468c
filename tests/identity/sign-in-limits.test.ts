import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { session, signInFailure } from '../../db/schema/identity.ts';
import { countTry } from '../../app/identity/count-try.server.ts';
import { forgetSignIns } from '../../app/identity/forget-sign-ins.server.ts';
import { newPhone, openTown, type Town } from './open-town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const bad = { password: 'not this one' };
let lastAddress = 0;
/** An address that nothing else in this file uses. */
const newAddress = () => {
  lastAddress += 1;
  return `10.1.${lastAddress >> 8}.${lastAddress & 255}`;
};
const codeOf = (answer: { ok: boolean; code?: string }) => answer.code ?? 'ok';

/** Fails `times` on a number, each from an address of its own, as a botnet would. */
const hammer = async (phone: string, times: number, nowMs: number) => {
  for (let i = 0; i < times; i += 1) await town.tryFrom(phone, { ...bad, address: newAddress(), nowMs });
};

describe('guessing (H09)', () => {
  it('stops the sixth wrong try on one number from one address, right password or not, for five minutes', async () => {
    const { phone } = await town.enter();
    const address = newAddress();
    const nowMs = Date.now();
    for (let i = 0; i < 5; i += 1)
      expect(codeOf(await town.tryFrom(phone, { ...bad, address, nowMs: nowMs + i }))).toBe('sign_in_wrong');
    expect(await town.tryFrom(phone, { address, nowMs: nowMs + 5 })).toEqual({
      ok: false,
      code: 'sign_in_wait',
      retryAfterS: 300,
    });
    expect(codeOf(await town.tryFrom(phone, { address, nowMs: nowMs + 299_999 }))).toBe('sign_in_wait');
    expect(codeOf(await town.tryFrom(phone, { address, nowMs: nowMs + 300_000 }))).toBe('ok');
  });

  it('treats a number without an account just the same', async () => {
    const { phone } = await town.enter();
    const nowMs = Date.now();
    const answersTo = async (number: string) => {
      const address = newAddress();
      const answers = [];
      for (let i = 0; i < 8; i += 1)
        answers.push(await town.tryFrom(number, { ...bad, address, nowMs: nowMs + i * 1000 }));
      return answers;
    };
    expect(await answersTo(newPhone())).toEqual(await answersTo(phone));
  });

  it('counts parallel guesses before it looks at them: of forty at once, five are looked at', async () => {
    const { phone } = await town.enter();
    const address = newAddress();
    const tries = Array.from({ length: 40 }, () => town.tryFrom(phone, { ...bad, address }));
    const codes = (await Promise.all(tries)).map(codeOf);
    expect(codes.filter((code) => code === 'sign_in_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'sign_in_wait')).toHaveLength(35);
  });

  it('lets one of four last tries of a botnet through that come at the same moment', async () => {
    const tryOf = (phone: string, nowMs: number) => ({
      isShared: false,
      phone,
      place: newAddress(),
      knownBrowser: false,
      nowMs,
    });
    for (let round = 0; round < 12; round += 1) {
      const phone = newPhone();
      const nowMs = Date.now();
      const failures = Array.from({ length: 29 }, () => ({
        phone,
        address: newAddress(),
        at: new Date(nowMs),
      }));
      await town.db.insert(signInFailure).values(failures);
      const waits = await Promise.all([1, 2, 3, 4].map(() => countTry(town.db, tryOf(phone, nowMs))));
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(1);
    }
  });

  it('stops one address that tries one password on many numbers after sixty, and only that address', async () => {
    const { phone } = await town.enter();
    const address = newAddress();
    const nowMs = Date.now();
    const codes = [];
    for (let i = 0; i < 61; i += 1) codes.push(codeOf(await town.tryFrom(newPhone(), { address, nowMs })));
    expect(codes.indexOf('sign_in_wait')).toBe(60);
    expect(codeOf(await town.tryFrom(phone, { address, nowMs }))).toBe('sign_in_wait');
    expect(codeOf(await town.tryFrom(phone, { address: newAddress(), nowMs }))).toBe('ok');
    expect(codeOf(await town.tryFrom(phone, { address, nowMs: nowMs + 600_000 }))).toBe('ok');
  });

  it('counts the whole /64 of an IPv6 subscriber as one address', async () => {
    const { phone } = await town.enter();
    const codes = [];
    for (let i = 0; i < 6; i += 1)
      codes.push(codeOf(await town.tryFrom(phone, { ...bad, address: `2001:db8:1:2::${i}` })));
    expect(codes[5]).toBe('sign_in_wait');
    expect(codeOf(await town.tryFrom(phone, { address: '2001:db8:1:3::1' }))).toBe('ok');
  });

  it('forgets a person’s own slips once the sign-in is right', async () => {
    const { phone } = await town.enter();
    const address = newAddress();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1) await town.tryFrom(phone, { ...bad, address });
      expect(codeOf(await town.tryFrom(phone, { address }))).toBe('ok');
    }
  });
});

describe('honest people under attack (H09)', () => {
  it('slows a number that many addresses guess to one try in 30 s, never longer, however hard they knock', async () => {
    const { phone } = await town.enter();
    const nowMs = Date.now();
    await hammer(phone, 30, nowMs);
    const refused = await town.tryFrom(phone, { address: newAddress(), nowMs: nowMs + 1_000 });
    expect(refused).toEqual({ ok: false, code: 'sign_in_wait', retryAfterS: 29 });
    await hammer(phone, 50, nowMs + 29_000);
    expect(codeOf(await town.tryFrom(phone, { address: newAddress(), nowMs: nowMs + 30_000 }))).toBe('ok');
  });

  it('does not keep out a browser that the person signed in with before, not even with a session long ended', async () => {
    const { phone } = await town.enter();
    const nowMs = Date.now();
    const { token } = await town.enterDoor(phone, { nowMs: nowMs - 20 * 86_400_000 });
    await hammer(phone, 30, nowMs);
    expect(codeOf(await town.tryFrom(phone, { address: newAddress(), nowMs }))).toBe('sign_in_wait');
    expect(codeOf(await town.tryFrom(phone, { address: newAddress(), previousToken: token, nowMs }))).toBe(
      'ok',
    );
  });

  it('does not let a classmate at the same address keep a known browser out', async () => {
    const { phone } = await town.enter();
    const address = newAddress();
    const { token } = await town.enterDoor(phone, { address });
    for (let i = 0; i < 8; i += 1) await town.tryFrom(phone, { ...bad, address });
    expect(codeOf(await town.tryFrom(phone, { address }))).toBe('sign_in_wait');
    expect(codeOf(await town.tryFrom(phone, { address, previousToken: token }))).toBe('ok');
  });

  it('gives a stolen old cookie five tries too, and one of somebody else nothing', async () => {
    const { phone } = await town.enter();
    const stranger = await town.enter();
    const [{ token }, other] = [await town.enterDoor(phone), await town.enterDoor(stranger.phone)];
    const codes = [];
    for (let i = 0; i < 6; i += 1)
      codes.push(codeOf(await town.tryFrom(phone, { ...bad, address: newAddress(), previousToken: token })));
    expect(codes[5]).toBe('sign_in_wait');
    const nowMs = Date.now();
    await hammer(phone, 30, nowMs);
    const more = { address: newAddress(), previousToken: other.token, nowMs };
    expect(codeOf(await town.tryFrom(phone, more))).toBe('sign_in_wait');
  });

  it('lets a class of eighty sign in at one address in one moment', async () => {
    const learners = await Promise.all(Array.from({ length: 80 }, () => town.enter()));
    const address = newAddress();
    const answers = await Promise.all(learners.map(({ phone }) => town.tryFrom(phone, { address })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(80);
  });

  it('says busy to tries past the line instead of growing it', async () => {
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 450 }, () => town.tryFrom('1', { address })));
    expect(
      answers.filter((answer) => !answer.ok && answer.code === 'sign_in_wait' && answer.retryAfterS === 5),
    ).toHaveLength(46);
  });
});

describe('what is kept', () => {
  it('forgets failures after a day and ended sessions after a month, and nothing sooner', async () => {
    const { phone } = await town.enter();
    const nowMs = Date.now();
    const dayMs = 86_400_000;
    await town.db.delete(signInFailure);
    await town.db.delete(session);
    await town.tryFrom(newPhone(), { nowMs: nowMs - 1.01 * dayMs });
    await town.tryFrom(newPhone(), { nowMs: nowMs - 0.99 * dayMs });
    await town.enterDoor(phone, { nowMs: nowMs - 29 * dayMs });
    await town.enterDoor(phone, { nowMs: nowMs - 32 * dayMs });
    await town.enterDoor(phone, { nowMs });
    await forgetSignIns(town.db, nowMs);
    expect(await town.db.$count(signInFailure)).toBe(1);
    expect(await town.db.$count(session)).toBe(2);
  });
});

describe('timing (H09)', () => {
  it('takes as long for an unknown number as for a wrong password', async () => {
    const took = async (number: string) => {
      const startMs = performance.now();
      await town.tryFrom(number, { ...bad, address: newAddress(), nowMs: Date.now() });
      return performance.now() - startMs;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[12] ?? 0;
    // Somebody new for every series: a number that failed thirty times waits, and a wait takes no time.
    const measure = async () => {
      const { phone } = await town.enter();
      await took(phone);
      const known: number[] = [];
      const unknown: number[] = [];
      for (let i = 0; i < 25; i += 1) {
        known.push(await took(phone));
        unknown.push(await took(newPhone()));
      }
      return median(unknown) / median(known);
    };
    // A busy machine may spoil a series; a difference in the work would show in every one.
    let ratio = await measure();
    for (let again = 0; again < 3 && (ratio <= 0.7 || ratio >= 1.4); again += 1) ratio = await measure();
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  }, 120_000);
});
