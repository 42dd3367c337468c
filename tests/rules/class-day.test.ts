import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chinaDay, endOfChinaDay, isClassOpen, startOfChinaDay } from '../../app/training/class-day.ts';

// P019: class days are days of China, wherever the server stands and whatever its time zone.

const asShown = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const moment = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2199, 11, 31) });

test('the day agrees with the time-zone database since China has no summer time', () => {
  fc.assert(
    fc.property(moment, (wallMs) => {
      expect(chinaDay(wallMs)).toBe(asShown.format(wallMs));
    }),
    { numRuns: 3_000 },
  );
});

test('a day is 86,400,000 ms, begins at 16:00 UTC of the day before, and holds every moment of its own', () => {
  fc.assert(
    fc.property(moment, (wallMs) => {
      const day = chinaDay(wallMs);
      expect(startOfChinaDay(day)).toBeLessThanOrEqual(wallMs);
      expect(endOfChinaDay(day)).toBeGreaterThanOrEqual(wallMs);
      expect(endOfChinaDay(day) - startOfChinaDay(day)).toBe(86_399_999);
      expect(new Date(startOfChinaDay(day)).getUTCHours()).toBe(16);
    }),
  );
});

test.each([
  ['the last millisecond of 29 February', '2028-02-29T15:59:59.999Z', '2028-02-29'],
  ['the first of 1 March', '2028-02-29T16:00:00.000Z', '2028-03-01'],
  ['28 February of a common year goes to 1 March', '2027-02-28T16:00:00.000Z', '2027-03-01'],
  ['New Year in China, last year in London', '2026-12-31T16:00:00.000Z', '2027-01-01'],
  ['1900 was none, 2000 was a leap year', '2000-02-28T16:00:00.000Z', '2000-02-29'],
])('%s', (_, moment, day) => {
  expect(chinaDay(Date.parse(moment))).toBe(day);
});

test('an approved class is open from the first moment of its first day to the last of its last', () => {
  const spring = { approved: true, startsOn: '2028-02-29', endsOn: '2028-02-29' };
  const first = Date.parse('2028-02-28T16:00:00.000Z');
  const last = Date.parse('2028-02-29T15:59:59.999Z');
  expect([first - 1, first, last, last + 1].map((ms) => isClassOpen(spring, ms))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isClassOpen({ ...spring, approved: false }, first)).toBe(false);
  expect(isClassOpen({ ...spring, startsOn: '2028-03-01' }, first)).toBe(false);
});
