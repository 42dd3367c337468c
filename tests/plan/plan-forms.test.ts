import { expect, test } from 'vitest';
import { comparePlans } from '../../app/training/plan/compare-plans.ts';
import { newClassWire, planWire, readSeen, type PlanValues } from '../../app/training/plan/plan.wire.ts';
import { joinChanges, typedOf } from '../../app/training/plan/typed-plan.ts';

const id = '00000000-0000-4000-8000-000000000001';
const plan: PlanValues = {
  ...{ title: '春季班', courseVersionId: id, classType: 'subsidised', placeCode: '410100' },
  ...{ startsOn: '2026-03-01', endsOn: '2026-03-31', isSubsidised: true },
  ...{ totalHours: 40, onlineTheory: 16, practice: 24, workstations: 2, teacherIds: [] },
};

test.each([
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2100-02-29', false],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-3-1', false],
  ['2026-12-31', true],
])('%s is a day: %s', (day, is) => {
  expect(newClassWire.safeParse({ ...plan, startsOn: day, endsOn: '2101-01-01' }).success).toBe(is);
});

test('the last day may be the first one or across the year end, never before it', () => {
  const over = (startsOn: string, endsOn: string) =>
    newClassWire.safeParse({ ...plan, startsOn, endsOn }).success;
  expect([over('2026-12-31', '2026-12-31'), over('2026-12-31', '2027-01-01')]).toEqual([true, true]);
  expect(over('2027-01-01', '2026-12-31')).toBe(false);
});

test('numbers are read as people type them; a hidden character, a sum that is too much, and a half are not', () => {
  const form = {
    ...plan,
    revision: '3',
    totalHours: ' 40 ',
    onlineTheory: '16',
    practice: '24',
    workstations: '2',
  };
  expect(planWire.parse(form)).toMatchObject({ totalHours: 40, onlineTheory: 16, revision: 3 });
  const fails = (changes: object) => planWire.safeParse({ ...form, ...changes }).success;
  expect(fails({ practice: '25' })).toBe(false);
  expect(fails({ practice: '23.5' })).toBe(false);
  expect(fails({ practice: '-1' })).toBe(false);
  expect(fails({ title: '春\u202e季班' })).toBe(false);
  expect(fails({})).toBe(true);
});

test('what a form says it showed is compared; what cannot be read is not', () => {
  expect(readSeen(JSON.stringify(plan))).toEqual(plan);
  for (const text of ['', '{', 'null', '[]', '{"title":"x"}']) expect(readSeen(text)).toBeNull();
});

test('of two clerks each keeps what she typed, and what she left is what the other stored', () => {
  const now = { ...plan, totalHours: 60, onlineTheory: 20, isSubsidised: false, teacherIds: [id] };
  const changes = comparePlans(plan, now);
  expect(changes.map(({ field }) => field)).toEqual([
    'isSubsidised',
    'totalHours',
    'onlineTheory',
    'teacherIds',
  ]);
  const typed = { ...typedOf(plan), onlineTheory: '15', workstations: '9' };
  expect(joinChanges(typed, changes, typedOf(now))).toEqual({
    ...typedOf(now),
    ...{ onlineTheory: '15', workstations: '9' },
  });
});
