import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIdNumber, idNumberCheckDigit } from '../../app/identity/check-id-number.ts';
import { maskIdNumber } from '../../app/identity/mask-id-number.ts';
import { maskPhone } from '../../app/identity/mask-phone.ts';
import { readPhone } from '../../app/identity/read-phone.ts';

const samples = ['11010519491231002X', '440524188001010014', '34052419800101001X'];

const twoDigits = (n: number) => String(n).padStart(2, '0');
const threeDigits = fc.integer({ min: 1, max: 999 }).map((n) => String(n).padStart(3, '0'));
const place = fc.integer({ min: 110_000, max: 659_999 }).map(String);
const birth = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => `${d.getUTCFullYear()}${twoDigits(d.getUTCMonth() + 1)}${twoDigits(d.getUTCDate())}`);
const first17 = fc.tuple(place, birth, threeDigits).map((parts) => parts.join(''));

describe('ID numbers (GB 11643)', () => {
  it.each(samples)('takes the sample of the standard %s', (sample) => {
    expect(checkIdNumber(sample)).toEqual({ ok: true, idNumber: sample });
  });

  it('computes the check digit as ISO 7064 MOD 11-2 by its recursive definition', () => {
    const recursive = (digits: string) => {
      let product = 0;
      for (const digit of digits) product = ((product + Number(digit)) * 2) % 11;
      return '0123456789X'.charAt((12 - product) % 11);
    };
    fc.assert(
      fc.property(first17, (digits) => idNumberCheckDigit(digits) === recursive(digits)),
      { numRuns: 5_000 },
    );
  });

  it('takes every number made by the rule', () => {
    const takes = (digits: string) => checkIdNumber(digits + idNumberCheckDigit(digits)).ok;
    fc.assert(fc.property(first17, takes), { numRuns: 5_000 });
  });

  it('notices any one digit typed wrong', () => {
    const wrongDigit = fc.tuple(first17, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }));
    const notices = ([digits, at, step]: [string, number, number]) => {
      const typed = [...(digits + idNumberCheckDigit(digits))];
      typed[at] = String((Number(typed[at]) + step) % 10);
      return !checkIdNumber(typed.join('')).ok;
    };
    fc.assert(fc.property(wrongDigit, notices), { numRuns: 20_000 });
  });

  it('notices any two neighbours that changed places', () => {
    const swapped = fc.tuple(first17, fc.nat({ max: 15 }));
    const notices = ([digits, at]: [string, number]) => {
      const typed = [...(digits + idNumberCheckDigit(digits))];
      if (typed[at] === typed[at + 1]) return true;
      [typed[at], typed[at + 1]] = [typed[at + 1] ?? '', typed[at] ?? ''];
      return !checkIdNumber(typed.join('')).ok;
    };
    fc.assert(fc.property(swapped, notices), { numRuns: 20_000 });
  });

  it('never throws and never takes anything but 18 characters', () => {
    const safe = (typed: string) => {
      const check = checkIdNumber(typed);
      return !check.ok || /^\d{17}[\dX]$/.test(check.idNumber);
    };
    fc.assert(fc.property(fc.string({ maxLength: 40, unit: 'grapheme' }), safe), { numRuns: 20_000 });
  });

  it.each([
    ['1101051949123100', 'too_short'],
    ['', 'too_short'],
    ['11010519491231002X0', 'too_long'],
    ['11010519491231002Y', 'characters'],
    ['1101051949123100X2', 'characters'],
    ['110105194912310021', 'check_digit'],
  ])('names what is wrong with %j: %s', (typed, reason) => {
    expect(checkIdNumber(typed)).toEqual({ ok: false, reason });
  });

  it.each(['19490229', '19491301', '19490431', '19490100', '00000101', '17991231'])(
    'knows no birthday %s',
    (day) => {
      const digits = `110105${day}002`;
      expect(checkIdNumber(digits + idNumberCheckDigit(digits))).toEqual({ ok: false, reason: 'date' });
    },
  );

  it('takes 29 February of a leap year only', () => {
    const of = (day: string) => checkIdNumber(`110105${day}002${idNumberCheckDigit(`110105${day}002`)}`).ok;
    expect([of('20000229'), of('19000229'), of('19960229'), of('19970229')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('reads a small x, spaces and full-width digits as meant', () => {
    expect(checkIdNumber(' 110105 19491231 002x ')).toEqual({ ok: true, idNumber: samples[0] });
    expect(checkIdNumber('１１０１０５１９４９１２３１００２Ｘ')).toEqual({ ok: true, idNumber: samples[0] });
  });

  it('shows numbers masked only', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110105********002X');
    expect(maskIdNumber('1101')).toBe('******************');
    expect(maskPhone('19900005678')).toBe('199****5678');
    expect(maskPhone('123')).toBe('***********');
  });
});

describe('phone numbers', () => {
  it.each(['19900000001', '+86 199 0000 0001', '199-0000-0001', '１９９０００００００１', '008619900000001'])(
    'reads %s as one number',
    (typed) => {
      expect(readPhone(typed)).toBe('19900000001');
    },
  );
  it.each(['', '1990000000', '199000000011', '12900000001', 'abc', "' or 1=1 --", '\u0000'])(
    'reads %j as none',
    (typed) => {
      expect(readPhone(typed)).toBeNull();
    },
  );
});
