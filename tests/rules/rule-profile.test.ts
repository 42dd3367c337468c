import { expect, test } from 'vitest';
import { studyRules } from '../../app/study/study-rules.ts';
import { defaultParameters, ruleProfileParameters } from '../../app/training/rule-profile.ts';

// P006: the clause voids a gap of five minutes, so no profile may allow one, whoever writes it.

const parse = (parameters: object) => ruleProfileParameters.safeParse(parameters).success;

test.each([
  [299, true],
  [300, false],
  [301, false],
  [9, false],
  [270.5, false],
  ['270', false],
  [Number.NaN, false],
])('popup_max_gap_s %s: %s', (value, allowed) => {
  expect(parse({ popup_max_gap_s: value })).toBe(allowed);
});

test.each([
  ['control_answer_s', 9, 10, 180, 181],
  ['snapshot_answer_s', 9, 10, 300, 301],
  ['beat_gap_max_s', 4, 5, 120, 121],
  ['beat_interval_s', 0, 1, 30, 31],
  ['class_hour_min_s', 29, 30, 3_600, 3_601],
])('%s keeps its bounds', (name, below, least, most, above) => {
  expect([below, least, most, above].map((value) => parse({ [name]: value }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test.each([
  ['two sessions a learner', { sessions_per_learner: 2 }],
  ['free order', { order: 'free' }],
  ['no photograph', { snapshots_per_class_hour_min: 0 }],
  ['an unknown parameter', { credit_factor: 2 }],
  ['a negative pause', { popup_min_gap_s: -1 }],
])('%s is no profile', (_, parameters) => {
  expect(parse(parameters)).toBe(false);
});

test('the defaults are those of Henan 2023, and every profile without a word gets them', () => {
  expect(ruleProfileParameters.parse({})).toEqual(defaultParameters);
  expect(defaultParameters).toMatchObject({
    online_theory_max_pct: 40,
    class_hour_min_s: 2_400,
    popup_max_gap_s: 270,
    sessions_per_learner: 1,
    order: 'strict',
    snapshots_per_class_hour_min: 1,
  });
});

test('the rules of a lease are the profile in milliseconds, and the band is never turned round', () => {
  const odd = { ...defaultParameters, popup_min_gap_s: 250, popup_max_gap_s: 100 };
  const rules = studyRules(odd, 7);
  expect(rules.controlGapMinMs).toBeLessThanOrEqual(rules.controlGapMaxMs);
  expect(rules).toMatchObject({
    controlGapMaxMs: 100_000,
    controlAnswerMs: 90_000,
    classHourMs: 2_400_000,
    classEndsWallMs: 7,
  });
});
