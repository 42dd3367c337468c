import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseCounted,
  countCatalogue,
  isDemoApproval,
  type CountedVersion,
} from '../../app/catalogue/count-catalogue.ts';
import {
  findTargets,
  measureShortfall,
  strictestRule,
  targetOfYear,
} from '../../app/catalogue/count-targets.ts';
import { videoStates } from '../../app/approval/version-life.ts';
import { defaultParameters } from '../../app/training/rule-profile.ts';

// P013, P017: what the catalogue counts, and what it has to hold when.

const rule = defaultParameters.catalogue_targets;

const version = (given: Partial<CountedVersion> = {}): CountedVersion => ({
  lessonId: 'a',
  occupationId: 'elder-care',
  isShared: false,
  number: 1,
  state: 'published',
  durationMs: 600_000,
  approvalDocument: '豫培办审〔2026〕1号',
  sourceSha256: null,
  publishedMs: 0,
  ...given,
});

describe('targets', () => {
  test('6 and 2,000 by the end of 2023, then 2 and 500 more by the end of every year', () => {
    expect(rule).toMatchObject({ launch_year: 2023, occupations_min: 6, minutes_min: 2000 });
    const asked = (year: number) => targetOfYear(rule, year);
    expect(asked(2022)).toEqual({ dueOn: '2022-12-31', occupations: 0, minutes: 0 });
    expect(asked(2023)).toEqual({ dueOn: '2023-12-31', occupations: 6, minutes: 2000 });
    expect(asked(2024)).toEqual({ dueOn: '2024-12-31', occupations: 8, minutes: 2500 });
    expect(asked(2026)).toEqual({ dueOn: '2026-12-31', occupations: 12, minutes: 3500 });
  });

  test.each([
    ['2020-06-01', '2023-12-31', null],
    ['2023-12-31', '2023-12-31', null],
    ['2024-01-01', '2024-12-31', '2023-12-31'],
    ['2024-12-31', '2024-12-31', '2023-12-31'],
    ['2025-01-01', '2025-12-31', '2024-12-31'],
  ])('on %s the next is due on %s, the one before on %s', (day, next, before) => {
    const targets = findTargets(rule, day);
    expect(targets.next.dueOn).toBe(next);
    expect(targets.before?.dueOn ?? null).toBe(before);
  });

  test('a platform that starts later counts from its own year', () => {
    const late = { ...rule, launch_year: 2026 };
    expect(findTargets(late, '2026-11-28')).toEqual({
      next: { dueOn: '2026-12-31', occupations: 6, minutes: 2000 },
      before: null,
    });
  });

  test('every year asks exactly the yearly addition more, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2090 }), fc.integer({ min: 0, max: 60 }), (launch, since) => {
        const one = { ...rule, launch_year: launch };
        const [year, next] = [targetOfYear(one, launch + since), targetOfYear(one, launch + since + 1)];
        expect(next.occupations - year.occupations).toBe(rule.occupations_per_year);
        expect(next.minutes - year.minutes).toBe(rule.minutes_per_year);
      }),
    );
  });

  test('the shortfall is never negative, and zero exactly when the target is met', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(5000), (occupations, minutes) => {
        const target = targetOfYear(rule, 2024);
        const missing = measureShortfall(target, { occupations, minutes });
        expect(missing.occupations === 0).toBe(occupations >= target.occupations);
        expect(missing.minutes === 0).toBe(minutes >= target.minutes);
        expect(Math.min(missing.occupations, missing.minutes)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('of several rules the one that asks most holds; none: none', () => {
    const late = { ...rule, launch_year: 2026 };
    expect(strictestRule([late, rule], '2026-11-28')).toEqual(rule);
    expect(strictestRule([rule, late], '2026-11-28')).toEqual(rule);
    expect(strictestRule([], '2026-11-28')).toBeNull();
  });
});

describe('counting', () => {
  test('only what is published, approved with a document, and measured', () => {
    const uncounted = [
      ...videoStates.filter((state) => state !== 'published').map((state) => version({ state })),
      version({ approvalDocument: null }),
      version({ approvalDocument: '  ' }),
      version({ durationMs: null }),
      version({ durationMs: 0 }),
    ];
    for (const one of uncounted)
      expect(countCatalogue([one]), JSON.stringify(one)).toMatchObject({ minutes: 0, occupations: 0 });
    expect(countCatalogue([version()])).toMatchObject({ minutes: 10, occupations: 1 });
  });

  test('a version that was replaced counts once, by its newest; a withdrawn newest leaves the one before', () => {
    const old = version({ number: 1, durationMs: 600_000 });
    expect(countCatalogue([old, version({ number: 2, durationMs: 900_000 })]).minutes).toBe(15);
    expect(
      countCatalogue([old, version({ number: 2, durationMs: 900_000, state: 'withdrawn' })]).minutes,
    ).toBe(10);
  });

  test('a shared lesson counts its minutes once and makes no occupation', () => {
    const shared = version({ lessonId: 's', occupationId: 'common', isShared: true });
    expect(countCatalogue([shared])).toMatchObject({ minutes: 10, occupations: 0 });
    expect(countCatalogue([shared, shared, version()])).toMatchObject({ minutes: 20, occupations: 1 });
  });

  test('the same bytes under another lesson or occupation add nothing; the first that was published keeps them', () => {
    const first = version({ sourceSha256: 'ff', publishedMs: 1 });
    const copy = version({ lessonId: 'b', occupationId: 'infant-care', sourceSha256: 'ff', publishedMs: 2 });
    for (const order of [
      [first, copy],
      [copy, first],
    ]) {
      expect(countCatalogue(order)).toMatchObject({ minutes: 10, occupations: 1 });
      expect(chooseCounted(order).map(({ lessonId }) => lessonId)).toEqual(['a']);
    }
    expect(countCatalogue([first, { ...copy, sourceSha256: 'ee' }])).toMatchObject({
      minutes: 20,
      occupations: 2,
    });
  });

  test('milliseconds are added and floored once: 60 lessons of 59.999 s are 59 minutes, not 0', () => {
    const many = Array.from({ length: 60 }, (_, i) => version({ lessonId: `l${i}`, durationMs: 59_999 }));
    expect(countCatalogue(many).minutes).toBe(59);
  });

  test('demonstration approvals are told apart, and both parts make the whole', () => {
    expect(isDemoApproval('演示批准（示例）')).toBe(true);
    expect(isDemoApproval('豫培办审〔2026〕1号')).toBe(false);
    const demo = version({
      lessonId: 'd',
      occupationId: 'infant-care',
      approvalDocument: '演示批准（示例）',
    });
    expect(countCatalogue([version(), demo])).toEqual({
      minutes: 20,
      occupations: 2,
      demoMinutes: 10,
      demoOccupations: 1,
    });
    // An occupation that has a real lesson too rests on no demonstration.
    expect(countCatalogue([version(), { ...demo, occupationId: 'elder-care' }])).toMatchObject({
      occupations: 1,
      demoOccupations: 0,
    });
  });

  const anyVersion = fc.record({
    lessonId: fc.constantFrom('a', 'b', 'c', 'd'),
    occupationId: fc.constantFrom('x', 'y'),
    isShared: fc.boolean(),
    number: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom(...videoStates),
    durationMs: fc.option(fc.integer({ min: 0, max: 9_000_000 })),
    approvalDocument: fc.constantFrom(null, '', '演示', '豫1号'),
    sourceSha256: fc.constantFrom(null, '1', '2'),
    publishedMs: fc.nat(5),
  });
  test('no order, no second telling and nothing unpublished changes the count; it never passes what was measured', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyVersion, { selector: (v) => `${v.lessonId} ${v.number}` }),
        (versions) => {
          const count = countCatalogue(versions);
          expect(countCatalogue([...versions].reverse())).toEqual(count);
          expect(countCatalogue([...versions, ...versions])).toEqual(count);
          expect(countCatalogue(versions.filter(({ state }) => state === 'published'))).toEqual(count);
          const all = versions.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
          expect(count.minutes).toBeLessThanOrEqual(all / 60_000);
          expect(count.demoMinutes).toBeGreaterThanOrEqual(0);
          expect(count.demoMinutes).toBeLessThanOrEqual(count.minutes);
        },
      ),
    );
  });
});
