import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareSums } from '../../app/training/targets/compare-sums.ts';
import {
  countBy,
  countForTarget,
  countResults,
  readStructure,
  type Recognised,
} from '../../app/training/targets/count-results.ts';
import {
  findPeriod,
  monthsOf,
  periodKinds,
  periodOn,
  periodsOf,
  readPeriod,
  spellPeriod,
} from '../../app/training/targets/period.ts';
import { isHighlySkilled } from '../../app/training/targets/target-group.ts';
import { shippedTargets } from '../../db/seed/targets.ts';

// Sums of targets and figures (P108–P113): what is split adds up to what was split.

const jiaozuo = shippedTargets.filter(({ clause }) => clause === 'P112');
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);

describe('the shipped table of Jiaozuo (P112)', () => {
  const units = (group: string, from: number) =>
    jiaozuo.filter(
      (one) =>
        one.group === group &&
        one.fromYear === from &&
        (one.scope === 'own' || !one.placeCode.endsWith('00')),
    );

  test.each([2020, 2021, 2022])('%i: 3,000 = 450 + 6 × 300 + 5 × 150 over twelve units', (year) => {
    const people = units('care_service', year).map((one) => one.people);
    expect(people.toSorted((a, b) => b - a)).toEqual([450, ...Array(6).fill(300), ...Array(5).fill(150)]);
    expect(sum(people)).toBe(3_000);
  });

  it('is 0.9 万 in three years, 1,500 elder-care workers, 210 = 40 + 6 × 20 + 5 × 10 social workers', () => {
    const whole = jiaozuo.filter(({ scope, placeCode }) => scope === 'whole' && placeCode === '410800');
    const of = (group: string) => sum(whole.filter((one) => one.group === group).map(({ people }) => people));
    expect([of('care_service'), of('elder_care'), of('social_worker')]).toEqual([9_000, 1_500, 210]);
    const workers = units('social_worker', 2020);
    expect(workers.every(({ toYear }) => toYear === 2022)).toBe(true);
    expect(workers.map(({ people }) => people).toSorted((a, b) => b - a)).toEqual([
      ...[40, ...Array(6).fill(20), ...Array(5).fill(10)],
    ]);
    expect(compareSums(jiaozuo)).toEqual([]);
  });

  it('marks every number that the document gives as a sum only, and no other', () => {
    for (const { placeCode, scope, isInferred } of jiaozuo)
      expect(isInferred).toBe(!(placeCode === '410800' && scope === 'whole'));
  });

  it('any change of one unit is told with its difference, of the year and group it belongs to alone', () => {
    const unit = fc.constantFrom(...jiaozuo.filter(({ isInferred }) => isInferred));
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 5_000 }), (changed, people) => {
        const told = compareSums(jiaozuo.map((one) => (one === changed ? { ...one, people } : one)));
        if (people === changed.people) {
          expect(told).toEqual([]);
          return;
        }
        expect(told).toHaveLength(1);
        expect(told[0]).toMatchObject({ group: changed.group, fromYear: changed.fromYear });
        expect((told[0]?.units ?? 0) - (told[0]?.whole ?? 0)).toBe(people - changed.people);
      }),
    );
  });
});

const places = ['410800', '410802', '410821', '410100', '110105'];
const result: fc.Arbitrary<Recognised> = fc
  .record({
    placeCode: fc.constantFrom(...places),
    month: fc.constantFrom('2025-12', '2026-01', '2026-02', '2026-12'),
    occupationId: fc.constantFrom('elder-care', 'infant-care'),
    occupationCode: fc.constantFrom('4-10-01-05', '4-10-01-02'),
    level: fc.constantFrom('五级/初级工', '四级/中级工', '三级/高级工', '一级/高级技师'),
    classType: fc.constantFrom('subsidised', 'certificate', 'family_care'),
    isSubsidised: fc.boolean(),
    hasCertificate: fc.boolean(),
    passed: fc.nat(90),
    failed: fc.nat(20),
  })
  .map(({ failed, ...row }) => ({
    ...{ ...row, occupation: row.occupationId, assessed: row.passed + (row.hasCertificate ? 0 : failed) },
  }));

it('figures by place, by month and of every part add up to the whole (P108)', () => {
  fc.assert(
    fc.property(fc.array(result, { maxLength: 40 }), (rows) => {
      const whole = countResults(rows);
      for (const keyOf of [({ placeCode }: Recognised) => placeCode, ({ month }: Recognised) => month])
        for (const measure of Object.keys(whole) as (keyof typeof whole)[])
          expect(sum(countBy(rows, keyOf).map(({ figures }) => figures[measure]))).toBe(whole[measure]);
      expect(whole.highly_skilled).toBeLessThanOrEqual(whole.skilled);
      expect(whole.skilled).toBeLessThanOrEqual(whole.trained);
      expect(whole.trained).toBeLessThanOrEqual(whole.assessed);
      const structure = readStructure(rows);
      expect(sum(structure.map(({ passed }) => passed))).toBe(whole.trained);
      expect(sum(structure.map(({ assessed }) => assessed))).toBe(whole.assessed);
    }),
  );
});

it('what the units of a city reached adds up to what the city reached, nobody of another place', () => {
  fc.assert(
    fc.property(fc.array(result, { maxLength: 40 }), (rows) => {
      const reached = (placeCode: string, scope: 'whole' | 'own', measure: 'trained' | 'skilled') =>
        countForTarget(rows, {
          ...{ placeCode, scope, measure, fromYear: 2026, toYear: 2026, group: 'care_service' },
        });
      for (const measure of ['trained', 'skilled'] as const) {
        const units =
          reached('410800', 'own', measure) +
          reached('410802', 'whole', measure) +
          reached('410821', 'whole', measure);
        expect(reached('410800', 'whole', measure)).toBe(units);
      }
    }),
  );
});

test.each([
  ['三级/高级工', true],
  ['二级/技师', true],
  ['高级技师', true],
  ['四级/中级工', false],
  ['五级/初级工', false],
  ['五级/初级工或岗前', false],
])('%s counts as highly skilled: %s', (level, expected) => {
  expect(isHighlySkilled(level)).toBe(expected);
});

describe('periods (P110)', () => {
  it('every day of a year lies in exactly one month, quarter, half and year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2020, max: 2032 }), fc.nat(365), (year, n) => {
        const at = new Date(Date.UTC(year, 0, 1 + n)).toISOString().slice(0, 10);
        for (const kind of periodKinds) {
          const period = periodOn(kind, at);
          expect(period.fromDay <= at && at <= period.toDay).toBe(true);
          expect(readPeriod(spellPeriod(period))).toEqual(period);
        }
      }),
    );
  });

  it('begins where the one before it ended, over leap days and year ends', () => {
    for (const kind of periodKinds)
      for (const year of [2023, 2024]) {
        const all = Array.from({ length: periodsOf(kind) }, (_, n) => findPeriod(kind, year, n + 1));
        expect(all[0]?.fromDay).toBe(`${year}-01-01`);
        expect(all.at(-1)?.toDay).toBe(`${year}-12-31`);
        for (const [n, period] of all.entries()) {
          const next = all[n + 1];
          if (!period || !next) continue;
          expect(Date.parse(next.fromDay) - Date.parse(period.toDay)).toBe(86_400_000);
          expect(monthsOf(period)).toHaveLength(12 / periodsOf(kind));
        }
      }
    expect(findPeriod('month', 2024, 2)?.toDay).toBe('2024-02-29');
  });

  test.each(['month-2026-13', 'quarter-2026-5', 'year-2026-2', 'half-2026-0', 'month-1999-1', 'x', ''])(
    '%s is no period',
    (text) => expect(readPeriod(text)).toBeNull(),
  );
});
