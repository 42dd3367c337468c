import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupAddress } from '../../app/identity/group-address.ts';
import { limitSignIn, signInLimits } from '../../app/identity/limit-sign-in.ts';

type Try = { phone: number; place: number; afterMs: number };
const tries = fc.array(
  fc.record({ phone: fc.nat({ max: 2 }), place: fc.nat({ max: 15 }), afterMs: fc.nat({ max: 20_000 }) }),
  { minLength: 100, maxLength: 400 },
);

/** Every try fails; those let through are written down, as the table does. */
function play(list: Try[]) {
  const written: (Try & { atMs: number })[] = [];
  const waits: number[] = [];
  let nowMs = 0;
  for (const attempt of list) {
    nowMs += attempt.afterMs;
    const times = (of: (w: Try) => boolean) =>
      written
        .filter(of)
        .map((w) => w.atMs)
        .reverse();
    const failures = {
      pair: times((w) => w.phone === attempt.phone && w.place === attempt.place),
      address: times((w) => w.place === attempt.place),
      phone: times((w) => w.phone === attempt.phone),
    };
    const waitMs = limitSignIn(failures, false, nowMs);
    if (waitMs === 0) written.push({ ...attempt, atMs: nowMs });
    else waits.push(waitMs);
  }
  return { written, waits };
}

/** The most of `atMs` that lie in any one window. */
const mostIn = (atMs: number[], windowMs: number) =>
  Math.max(0, ...atMs.map((fromMs) => atMs.filter((t) => t >= fromMs && t < fromMs + windowMs).length));

describe('the limits of guessing (H09)', () => {
  it('hold in every window of every stream of tries', () => {
    const holds = (list: Try[]) => {
      const { written, waits } = play(list);
      const { pair, address, phone } = signInLimits;
      for (let p = 0; p <= 2; p += 1) {
        const ofPhone = written.filter((w) => w.phone === p);
        const mostSlow = phone.failures + phone.windowMs / phone.waitMs;
        expect(
          mostIn(
            ofPhone.map((w) => w.atMs),
            phone.windowMs,
          ),
        ).toBeLessThanOrEqual(mostSlow);
        for (let place = 0; place <= 15; place += 1) {
          const ofPair = ofPhone.filter((w) => w.place === place).map((w) => w.atMs);
          expect(mostIn(ofPair, pair.windowMs)).toBeLessThanOrEqual(pair.failures);
        }
      }
      for (let place = 0; place <= 15; place += 1) {
        const ofPlace = written.filter((w) => w.place === place).map((w) => w.atMs);
        expect(mostIn(ofPlace, address.windowMs)).toBeLessThanOrEqual(address.failures);
      }
      expect(Math.max(0, ...waits)).toBeLessThanOrEqual(address.windowMs);
    };
    fc.assert(fc.property(tries, holds), { numRuns: 60 });
  });

  it('keep whoever waits as long as told out no longer', () => {
    const atMs = fc
      .array(fc.nat({ max: 900_000 }), { maxLength: 100 })
      .map((list) => list.sort((a, b) => b - a));
    const holds = (pair: number[], address: number[], phone: number[]) => {
      const nowMs = 900_000;
      const waitMs = limitSignIn({ pair, address, phone }, false, nowMs);
      return limitSignIn({ pair, address, phone }, false, nowMs + waitMs) === 0;
    };
    fc.assert(fc.property(atMs, atMs, atMs, holds), { numRuns: 5_000 });
  });

  it('never count other places against a known browser', () => {
    const many = Array.from({ length: 200 }, () => 1_000);
    expect(limitSignIn({ pair: [], address: many, phone: many }, true, 1_001)).toBe(0);
    expect(limitSignIn({ pair: [], address: many, phone: [] }, false, 1_001)).toBe(599_999);
    expect(limitSignIn({ pair: [], address: [], phone: many }, false, 1_001)).toBe(29_999);
    expect(limitSignIn({ pair: many, address: many, phone: many }, true, 1_001)).toBe(299_999);
  });
});

describe('addresses', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    ['localhost', 'unknown'],
    ['browser:forged', 'unknown'],
  ])('%j is counted as %s', (address, group) => {
    expect(groupAddress(address)).toBe(group);
  });
});
