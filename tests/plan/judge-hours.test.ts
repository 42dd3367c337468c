import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultParameters } from '../../app/training/rule-profile.ts';
import { judgePlan, type Plan } from '../../app/training/plan/judge-plan.ts';
import {
  contentHours,
  neededFor,
  onlineMost,
  practiceLeast,
  teachersNeeded,
} from '../../app/training/plan/judge-hours.ts';

// P001, P029–P034, P037–P039: whole numbers, the table of the rules exactly.

const henan = defaultParameters;
const jiaozuo = {
  ...defaultParameters,
  practical_min_pct: 65,
  basis: { ...defaultParameters.basis, practical_min_pct: 'P034' },
};
const liaoning = { ...defaultParameters, online_theory_max_pct: 50, practical_min_pct: 0 };

test.each([
  [16, 6, 10, 11, 5],
  [24, 9, 15, 16, 8],
  [40, 16, 24, 26, 14],
  [60, 24, 36, 39, 21],
  [80, 32, 48, 52, 28],
  [120, 48, 72, 78, 42],
  [180, 72, 108, 117, 63],
])(
  '%i hours: at most %i online; at least %i practice, or %i where it is 65 %%, and then %i online',
  (total, online, p60, p65, online65) => {
    expect(onlineMost(total, henan)).toBe(online);
    expect(practiceLeast(total, henan)).toBe(p60);
    expect(practiceLeast(total, jiaozuo)).toBe(p65);
    expect(onlineMost(total, jiaozuo)).toBe(online65);
  },
);

const pct = fc.integer({ min: 0, max: 100 });
const hours = fc.integer({ min: 0, max: 100_000 });

test('most and least are the last whole numbers within the share, whatever the share', () => {
  fc.assert(
    fc.property(hours, pct, pct, (total, online, practice) => {
      const rules = { online_theory_max_pct: online, practical_min_pct: practice, min_total_hours: 0 };
      const least = BigInt(practiceLeast(total, rules));
      const whole = BigInt(total);
      expect(least * 100n >= BigInt(practice) * whole).toBe(true);
      expect(least === 0n || (least - 1n) * 100n < BigInt(practice) * whole).toBe(true);
      const most = BigInt(onlineMost(total, rules));
      expect(most >= 0n && most + least <= whole && most * 100n <= BigInt(online) * whole).toBe(true);
      const more = most + 1n;
      expect(more + least > whole || more * 100n > BigInt(online) * whole).toBe(true);
    }),
  );
});

test.each([
  [0, 2],
  [1, 2],
  [40, 2],
  [41, 3],
  [60, 3],
  [61, 4],
  [80, 4],
  [81, 5],
])('%i learners need %i teachers', (learners, teachers) => {
  expect(teachersNeeded(learners, henan)).toBe(teachers);
});

test('enough is enough and one less is not, for every ratio', () => {
  fc.assert(
    fc.property(hours, fc.integer({ min: 1, max: 100 }), (learners, ratio) => {
      const needed = neededFor(learners, ratio);
      expect(needed * ratio >= learners).toBe(true);
      expect(needed === 0 || (needed - 1) * ratio < learners).toBe(true);
    }),
  );
});

test.each([
  [2_399_999, 2_400, 0],
  [2_400_000, 2_400, 1],
  [4_799_999, 2_400, 1],
  [5_400_000, 2_700, 2],
])('content of %i ms fills hours of %i s: %i', (ms, seconds, filled) => {
  expect(contentHours(ms, seconds)).toBe(filled);
});

const good: Plan = {
  hours: { onlineTheory: 16, inPersonTheory: 0, practice: 24 },
  ...{
    startsOn: '2026-03-01',
    endsOn: '2026-03-31',
    teachers: 4,
    workstations: 4,
    learners: 80,
    contentHours: 16,
  },
};
const codes = (changes: Partial<Plan>, rules = henan) =>
  judgePlan({ ...good, ...changes }, rules).map(({ code, clause }) => [code, clause]);

test('a plan within every rule is refused by none', () => expect(codes({})).toEqual([]));

test.each<[string, Partial<Plan>, (string | null)[]]>([
  [
    'practice of 23',
    { hours: { onlineTheory: 16, inPersonTheory: 1, practice: 23 } },
    ['practice_under', 'P033'],
  ],
  ['no hours', { hours: { onlineTheory: 0, inPersonTheory: 0, practice: 0 } }, ['hours_missing', 'P037']],
  ['39 hours', { hours: { onlineTheory: 15, inPersonTheory: 0, practice: 24 } }, ['total_under', 'P037']],
  ['content of 15', { contentHours: 15 }, ['content_short', null]],
  ['dates turned round', { endsOn: '2026-02-28' }, ['dates_turned', null]],
  ['three teachers for 80', { teachers: 3 }, ['teachers_few', 'P029']],
  ['one teacher for nobody', { teachers: 1, learners: 0 }, ['teachers_few', 'P030']],
  ['three workstations for 80', { workstations: 3 }, ['workstations_few', 'P029']],
  ['81 learners', { learners: 81, teachers: 5, workstations: 5 }, ['class_full', 'P031']],
])('%s', (_, changes, fault) => expect(codes(changes)).toEqual([fault]));

test('18 of 40 online are 2 too many, and leave too little practice', () => {
  const hours = { onlineTheory: 18, inPersonTheory: 0, practice: 22 };
  expect(judgePlan({ ...good, hours, contentHours: 18 }, henan)).toEqual([
    { code: 'online_over', clause: 'P001', facts: { now: 18, limit: 16, total: 40, learners: 80 } },
    { code: 'practice_under', clause: 'P033', facts: { now: 22, limit: 24, total: 40, learners: 80 } },
  ]);
});

test('the sentence of Jiaozuo is its own: practice leaves 14 of 40, by its clause', () => {
  const [over, under] = judgePlan(good, jiaozuo);
  expect(over).toMatchObject({
    code: 'online_over',
    clause: 'P034',
    facts: { now: 16, limit: 14, total: 40 },
  });
  expect(under).toMatchObject({ code: 'practice_under', clause: 'P034', facts: { now: 24, limit: 26 } });
  const within = { onlineTheory: 14, inPersonTheory: 0, practice: 26 };
  expect(judgePlan({ ...good, hours: within }, jiaozuo)).toEqual([]);
});

test('Liaoning allows the half, and not one more', () => {
  const half = (onlineTheory: number) => ({ onlineTheory, inPersonTheory: 0, practice: 40 - onlineTheory });
  expect(codes({ hours: half(20), contentHours: 99 }, liaoning)).toEqual([]);
  expect(codes({ hours: half(21), contentHours: 99 }, liaoning)).toEqual([['online_over', 'P001']]);
});

test('the dates of a class pass over the year end and the leap day', () => {
  expect(codes({ startsOn: '2027-12-31', endsOn: '2028-01-01' })).toEqual([]);
  expect(codes({ startsOn: '2028-02-29', endsOn: '2028-02-29' })).toEqual([]);
  expect(codes({ startsOn: '2028-03-01', endsOn: '2028-02-29' })).toEqual([['dates_turned', null]]);
});
