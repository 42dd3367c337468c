import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleProfileParameters } from '../../app/training/rule-profile.ts';
import { judgeCandidate } from '../../app/training/subsidy/judge-candidate.ts';
import { maskName } from '../../app/identity/mask-name.ts';
import { drawVoucherNumber, isVoucherNumber } from '../../app/training/subsidy/number-voucher.ts';
import {
  isPublicityOver,
  lastDayOfMonth,
  lastPublicityDay,
  monthsToDraw,
} from '../../app/training/subsidy/publicity-days.ts';
import { shippedProfiles } from '../../db/seed/rule-profiles.ts';

describe('a publicity (P080)', () => {
  it('lasts five whole days after its own, across months, years and leap days', () => {
    expect(lastPublicityDay('2026-06-28', 5)).toBe('2026-07-03');
    expect(lastPublicityDay('2026-12-29', 5)).toBe('2027-01-03');
    expect(lastPublicityDay('2028-02-25', 5)).toBe('2028-03-01');
    expect(lastPublicityDay('2027-02-25', 5)).toBe('2027-03-02');
    expect(lastPublicityDay('2026-07-01', 7)).toBe('2026-07-08');
  });
  it('is over on the day after its last one, not on it', () => {
    expect(isPublicityOver('2028-02-29', '2028-02-29')).toBe(false);
    expect(isPublicityOver('2028-02-29', '2028-03-01')).toBe(true);
  });
  it('no profile makes it shorter, nor lets one person sign', () => {
    for (const wrong of [{ publicity_days: 4 }, { reviewers_min: 1 }, { subsidy_max_yuan: 0 }])
      expect(ruleProfileParameters.safeParse(wrong).success).toBe(false);
    expect(
      ruleProfileParameters.safeParse({ publicity_days: 7, reviewers_min: 3, subsidy_max_yuan: 700 }).success,
    ).toBe(true);
  });
  it('a list is of this month or the last one', () => {
    expect(monthsToDraw('2026-01-31')).toEqual(['2026-01', '2025-12']);
    expect(monthsToDraw('2026-11-01')).toEqual(['2026-11', '2026-10']);
    expect([lastDayOfMonth('2028-02'), lastDayOfMonth('2026-12')]).toEqual(['2028-02-29', '2026-12-31']);
  });
});

it('Beijing’s clause alone limits what a person may get (P040)', () => {
  for (const { name, types } of shippedProfiles)
    for (const asked of Object.values(types)) {
      const { subsidy_max_yuan: most, basis } = ruleProfileParameters.parse(asked);
      expect(most).toBe(name.startsWith('Beijing') ? 900 : null);
      expect(basis['subsidy_max_yuan']).toBe(name.startsWith('Beijing') ? 'P040' : undefined);
    }
});

it('everything that is missing leaves a learner out, and nothing else', () => {
  const good = {
    ...{ hasIdNumber: true, isPassed: true, certificateNumber: 'Y1' },
    ...{ isSatisfied: true, isCancelled: false, isBarred: false },
  };
  expect(judgeCandidate(good)).toBeNull();
  expect(judgeCandidate({ ...good, isBarred: true, isCancelled: true })).toBe('barred');
  expect(judgeCandidate({ ...good, isCancelled: true })).toBe('cancelled');
  expect(judgeCandidate({ ...good, isSatisfied: false })).toBe('unsatisfied');
  expect(judgeCandidate({ ...good, isPassed: null, certificateNumber: null })).toBe('not_assessed');
  expect(judgeCandidate({ ...good, isPassed: false })).toBe('failed');
  expect(judgeCandidate({ ...good, certificateNumber: null })).toBe('no_certificate');
  expect(judgeCandidate({ ...good, hasIdNumber: false })).toBe('no_id_number');
});

it('a name shows its first character and says nothing more', () => {
  expect(['王芳', '欧阳小芳', '李', '🙂甲'].map(maskName)).toEqual(['王**', '欧**', '李**', '🙂**']);
});

describe('the number of a voucher', () => {
  const drawn = fc.array(fc.nat(30), { minLength: 11, maxLength: 11 }).map((digits) => {
    const left = [...digits];
    return drawVoucherNumber(() => left.shift() ?? 0);
  });
  const letters = '0123456789ABCDEFGHJKMNPQRSTWXYZ';
  it('is right as it is drawn, and wrong with one other character', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 2, max: 13 }), fc.nat(30), (number, place, letter) => {
        expect(isVoucherNumber(number)).toBe(true);
        const other = letters.charAt(letter);
        fc.pre(other !== number.charAt(place));
        expect(isVoucherNumber(number.slice(0, place) + other + number.slice(place + 1))).toBe(false);
      }),
    );
  });
  it('is wrong with two characters swapped', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 2, max: 12 }), (number, place) => {
        const [a, b] = [number.charAt(place), number.charAt(place + 1)];
        fc.pre(a !== b);
        expect(isVoucherNumber(number.slice(0, place) + b + a + number.slice(place + 2))).toBe(false);
      }),
    );
  });
});
