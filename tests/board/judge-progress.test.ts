import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeDue,
  judgeProgress,
  type ProgressFacts,
  type ProgressPlan,
} from '../../app/training/board/judge-progress.ts';

const hourMs = 2_400_000;
const plan: ProgressPlan = {
  ...{
    isOpen: true,
    startsOn: '2026-03-01',
    endsOn: '2026-03-10',
    courseMs: 10 * hourMs,
    classHourMs: hourMs,
  },
};
/** Noon in China of a day of March 2026. */
const noon = (day: number) => Date.parse(`2026-03-${String(day).padStart(2, '0')}T04:00:00Z`);
const fresh: ProgressFacts = {
  ...{ creditedMs: 0, withheldMs: 0, lastStudiedMs: null, completedLessons: 0, lessons: 10 },
  ...{ hasPassword: true, consent: 'given', face: 'active', needsPerson: false },
};
const judge = (facts: Partial<ProgressFacts>, nowMs = noon(5), more: Partial<ProgressPlan> = {}) => {
  const { state, holdUp } = judgeProgress({ ...fresh, ...facts }, { ...plan, ...more }, nowMs);
  return [state, holdUp];
};
const studied = { lastStudiedMs: noon(5) - 3_600_000 };

describe('where a learner stands', () => {
  it.each<[string, Partial<ProgressFacts>, (string | null)[]]>([
    ['never signed in', { hasPassword: false, consent: null, face: null }, ['never', 'never_signed_in']],
    ['signed in, has not read the notice', { consent: null, face: null }, ['never', 'no_consent']],
    ['agreed, no face yet', { face: null }, ['never', 'no_face']],
    ['all is ready, not begun', {}, ['never', null]],
    ['her face waits for somebody', { face: 'waiting' }, ['stuck', 'waits_witness']],
    ['she declined', { consent: 'declined', face: null }, ['stuck', 'declined']],
    ['she took it back', { ...studied, consent: 'withdrawn' }, ['stuck', 'declined']],
    ['three tries', { ...studied, creditedMs: 9 * hourMs, needsPerson: true }, ['stuck', 'needs_person']],
    ['withheld an hour ago', { ...studied, creditedMs: 9 * hourMs, withheldMs: 1 }, ['on_plan', null]],
    [
      'withheld, and away for two days',
      { lastStudiedMs: noon(3), creditedMs: 9 * hourMs, withheldMs: 1 },
      ['stuck', 'withheld'],
    ],
    ['an hour behind an even pace', { ...studied, creditedMs: 3.5 * hourMs }, ['on_plan', null]],
    ['more than that', { ...studied, creditedMs: 3.4 * hourMs }, ['behind', null]],
    ['all lessons done', { ...studied, completedLessons: 10 }, ['finished', null]],
  ])('%s', (_, facts, expected) => expect(judge(facts)).toEqual(expected));

  it('is nothing of hers while the class is not open', () => {
    expect(judge({ hasPassword: false }, noon(5), { isOpen: false })).toEqual(['not_open', null]);
    expect(judge({ completedLessons: 10 }, noon(5), { isOpen: false })).toEqual(['finished', null]);
  });
});

describe('what is due', () => {
  it('is nothing before the first day in China, all after the last, half in the middle', () => {
    expect(judgeDue(plan, Date.parse('2026-02-28T15:59:59Z'))).toBe(0);
    expect(judgeDue(plan, Date.parse('2026-03-10T16:00:00Z'))).toBe(plan.courseMs);
    expect(judgeDue(plan, Date.parse('2026-03-05T16:00:00Z')) / plan.courseMs).toBeCloseTo(0.5, 5);
  });

  it('never falls, over year ends and leap days too', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2023, 11, 1) + n * 86_400_000));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 400 }),
        fc.array(fc.nat(1e11), { minLength: 2 }),
        (from, days, steps) => {
          const iso = (date: Date) => date.toISOString().slice(0, 10);
          const until = new Date(from.getTime() + days * 86_400_000);
          const its = { ...plan, startsOn: iso(from), endsOn: iso(until) };
          const moments = steps.map((step) => from.getTime() - 1e9 + step).sort((a, b) => a - b);
          const due = moments.map((atMs) => judgeDue(its, atMs));
          for (const [i, one] of due.entries()) {
            expect(one).toBeGreaterThanOrEqual(due[i - 1] ?? 0);
            expect(one).toBeLessThanOrEqual(its.courseMs);
          }
        },
      ),
    );
  });
});
