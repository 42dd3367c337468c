import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeProfiles, stricter, type Profile } from '../../app/training/plan/merge-profiles.ts';
import { defaultParameters, ruleProfileParameters } from '../../app/training/rule-profile.ts';

// P034: where two profiles are active the stricter wins, parameter by parameter, whatever their order.

const between = (min: number, max: number) => fc.integer({ min, max });
const parameters = fc
  .record({
    online_theory_max_pct: between(0, 100),
    practical_min_pct: between(0, 100),
    class_max_learners: between(1, 200),
    teachers_min: between(1, 9),
    teacher_ratio: between(1, 40),
    min_total_hours: between(0, 200),
    class_hour_min_s: between(30, 3_600),
    popup_max_gap_s: between(10, 299),
    retention_years: between(1, 9),
    subsidy_max_yuan: fc.option(between(1, 2_000)),
    face_check: fc.record({ at_start: fc.boolean(), random_per_class_hour: between(0, 4) }),
    catalogue_targets: fc.record({ launch_year: between(2000, 2100), minutes_min: between(0, 9_000) }),
  })
  .map((given) => ruleProfileParameters.parse(given));
const profile = fc.record({ id: fc.uuid(), parameters });
const profiles = fc
  .uniqueArray(profile, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
  .map((list) => list as unknown as [Profile, ...Profile[]]);

type Values = Record<string, unknown>;
/** Names whose merged value is laxer than a profile's. */
function laxer(directions: Values, merged: Values, one: Values): string[] {
  return Object.entries(directions).flatMap(([name, direction]) => {
    const [value, asked] = [merged[name], one[name]];
    if (typeof direction === 'object') return laxer(direction as Values, value as Values, asked as Values);
    // Nobody who sets no limit asks anything; whoever sets one is not answered with none.
    if (asked === null) return [];
    if (value === null) return [name];
    if (direction === 'lower') return Number(value) > Number(asked) ? [name] : [];
    if (direction === 'higher') return Number(value) < Number(asked) ? [name] : [];
    return direction === 'true' && asked === true && value !== true ? [name] : [];
  });
}

test('nothing is laxer than any of them asks, and every value is one that somebody asks', () => {
  fc.assert(
    fc.property(profiles, (list) => {
      const merged = mergeProfiles(list);
      for (const one of list) expect(laxer(stricter, merged, one.parameters)).toEqual([]);
      for (const name of ['online_theory_max_pct', 'practical_min_pct', 'teacher_ratio'] as const)
        expect(list.map((one) => one.parameters[name])).toContain(merged[name]);
      expect(ruleProfileParameters.parse(merged)).toEqual(merged);
    }),
  );
});

test('in any order the same', () => {
  fc.assert(
    fc.property(profiles, (list) => {
      const turned = [...list].reverse() as unknown as [Profile, ...Profile[]];
      expect(mergeProfiles(turned)).toEqual(mergeProfiles(list));
    }),
  );
});

test('one alone is itself; every parameter has a direction', () => {
  expect(mergeProfiles([{ id: 'a', parameters: defaultParameters }])).toEqual(defaultParameters);
  const ruled = Object.keys(defaultParameters).filter((name) => !['basis', 'merged_from'].includes(name));
  expect(Object.keys(stricter).sort()).toEqual(ruled.sort());
});

test('a limit that one alone sets stands, with its clause; where nobody sets one there is none (P040)', () => {
  const beijing = ruleProfileParameters.parse({ subsidy_max_yuan: 900, basis: { subsidy_max_yuan: 'P040' } });
  const [limited, free] = [
    { id: 'a', parameters: beijing },
    { id: 'b', parameters: defaultParameters },
  ];
  for (const list of [[limited, free] as const, [free, limited] as const])
    expect(mergeProfiles([...list])).toMatchObject({
      subsidy_max_yuan: 900,
      basis: { subsidy_max_yuan: 'P040' },
    });
  const both = mergeProfiles([free, { id: 'c', parameters: defaultParameters }]);
  expect([both.subsidy_max_yuan, both.basis['subsidy_max_yuan']]).toEqual([null, undefined]);
});

test('each value keeps the clause it comes from', () => {
  const jiaozuo = ruleProfileParameters.parse({
    ...{ online_theory_max_pct: 40, practical_min_pct: 65, min_total_hours: 0 },
    basis: { practical_min_pct: 'P034' },
  });
  const merged = mergeProfiles([
    { id: 'b', parameters: jiaozuo },
    { id: 'a', parameters: defaultParameters },
  ]);
  expect(merged).toMatchObject({
    ...{ online_theory_max_pct: 40, practical_min_pct: 65, min_total_hours: 40 },
    basis: { online_theory_max_pct: 'P001', practical_min_pct: 'P034', min_total_hours: 'P037' },
    merged_from: ['a', 'b'],
  });
});
