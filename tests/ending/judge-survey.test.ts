import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareResult, judgeResult } from '../../app/training/assessment/judge-results.ts';
import { earliestSurvey, judgeSurvey, type Steps } from '../../app/training/survey/judge-survey.ts';

const rules = { satisfactionMinPct: 85, responseMinPct: 50, rectificationMonths: 1 };
const closesMs = Date.parse('2026-01-31T15:59:00Z');
const judge = (overall: Steps, enrolled: number, nowMs = closesMs, more = {}) => {
  const answers = overall.reduce((sum, n) => sum + n, 0);
  const none: Steps = [0, 0, 0, 0, 0];
  const steps = { overall, teaching: none, content: none, online: none };
  return judgeSurvey({ enrolled, answers, steps }, closesMs, { ...rules, ...more }, nowMs);
};

describe('whether a class is satisfied (P057)', () => {
  it('is told by whole numbers: 17 of 20 are enough, 16 are not, and rounding helps nobody', () => {
    expect(judge([0, 0, 3, 10, 7], 20)).toEqual({ state: 'passed', answers: 20, enrolled: 20, sharePct: 85 });
    expect(judge([2, 2, 0, 16, 0], 20)).toMatchObject({ state: 'low', sharePct: 80 });
    // 84.8 % is not 85 %.
    expect(judge([0, 0, 12, 0, 67], 79)).toMatchObject({ state: 'low', sharePct: 84 });
    expect(judge([0, 0, 0, 0, 1], 1)).toMatchObject({ state: 'passed', sharePct: 100 });
  });

  it('neither says how it goes while it is open, nor what few answered', () => {
    expect(judge([5, 0, 0, 0, 0], 5, closesMs - 1)).toEqual({ state: 'open', answers: 5, enrolled: 5 });
    expect(judge([0, 0, 0, 0, 9], 20)).toEqual({ state: 'too_few', answers: 9, enrolled: 20 });
    expect(judge([0, 0, 0, 0, 10], 20)).toMatchObject({ state: 'passed' });
    expect(judge([0, 0, 0, 0, 0], 0)).toMatchObject({ state: 'too_few' });
  });

  it('a rectification is a month of the calendar at least, counted from the day in China', () => {
    expect(judge([1, 0, 0, 0, 0], 1)).toMatchObject({ state: 'low', untilDay: '2026-02-28' });
    const later = closesMs + 60_000;
    const low = judgeSurvey(
      { enrolled: 1, answers: 1, steps: { overall: [1, 0, 0, 0, 0] } as never },
      later,
      rules,
      later,
    );
    expect(low).toMatchObject({ untilDay: '2026-03-01' });
    expect(judge([1, 0, 0, 0, 0], 1, closesMs, { rectificationMonths: 2 })).toMatchObject({
      untilDay: '2026-03-31',
    });
  });

  it('one more who is satisfied never makes it worse, one more who is not never better', () => {
    const few = fc.integer({ min: 0, max: 80 });
    fc.assert(
      fc.property(fc.tuple(few, few, few, few, few), (drawn) => {
        const overall = drawn as Steps;
        const enrolled = overall.reduce((sum, n) => sum + n, 0) + 1;
        const good = (steps: Steps) =>
          judge(steps, enrolled, closesMs, { responseMinPct: 0 }).state === 'passed';
        const happier: Steps = [...overall];
        happier[4] += 1;
        const sadder: Steps = [...overall];
        sadder[2] += 1;
        if (good(overall)) expect(good(happier)).toBe(true);
        if (!good(overall)) expect(good(sadder)).toBe(false);
      }),
    );
  });

  it('begins in the last week of a class, also across a year’s end and a leap day', () => {
    expect(earliestSurvey('2026-01-03')).toBe('2025-12-27');
    expect(earliestSurvey('2028-03-01')).toBe('2028-02-23');
    expect(earliestSurvey('2027-03-01')).toBe('2027-02-22');
  });
});

describe('a result of the assessment', () => {
  const day = { startsOn: '2026-03-01', today: '2026-06-30' };
  const passed = { endedOn: '2026-06-30', isPassed: true, certificateNumber: 'A1' };
  it('has a day of the class’s life, and no certificate without passing', () => {
    expect(judgeResult({ typed: passed, known: null }, day)).toBeNull();
    expect(judgeResult({ typed: { ...passed, endedOn: '2026-07-01' }, known: null }, day)).toBe('day_future');
    expect(judgeResult({ typed: { ...passed, endedOn: '2026-02-28' }, known: null }, day)).toBe('day_early');
    expect(judgeResult({ typed: { ...passed, endedOn: '' }, known: null }, day)).toBe('day_missing');
    expect(judgeResult({ typed: { ...passed, isPassed: false }, known: null }, day)).toBe(
      'certificate_unpassed',
    );
    expect(judgeResult({ typed: null, known: null }, day)).toBeNull();
    expect(judgeResult({ typed: null, known: passed }, day)).toBe('taken_away');
  });

  it('a certificate that comes later corrects nothing; anything else that changes does', () => {
    const known = { ...passed, certificateNumber: null };
    expect(compareResult({ typed: passed, known })).toBe('new');
    expect(compareResult({ typed: passed, known: passed })).toBe('same');
    expect(compareResult({ typed: { ...passed, isPassed: false }, known })).toBe('corrected');
    expect(compareResult({ typed: { ...passed, certificateNumber: 'B' }, known: passed })).toBe('corrected');
    expect(compareResult({ typed: passed, known: null })).toBe('new');
  });
});
