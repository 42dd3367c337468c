import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawTest, weighItems } from '../../app/catalogue/draw-test.ts';
import { judgeAnswers } from '../../app/evidence/test-paper.ts';
import { shareOut } from '../../app/platform/share-out.ts';
import { judgeTry } from '../../app/study/final-test/judge-try.ts';
import { drawPhoto } from '../../app/study/final-test/test-photo.ts';
import { seededDraw } from '../rules/simulate-study.ts';

// The pure rules of the final test, over many papers.

const small = fc.integer({ min: 0, max: 60 });

test('shares are whole, full, within their caps, and within one of what the weights say where no cap binds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ weight: fc.integer({ min: 0, max: 1000 }), cap: small }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 0, max: 100 }),
      (items, wanted) => {
        const [weights, caps] = [items.map(({ weight }) => weight), items.map(({ cap }) => cap)];
        const shares = shareOut(weights, caps, wanted);
        const room = caps.reduce((sum, cap) => sum + cap, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.min(wanted, room));
        shares.forEach((share, i) => {
          expect(Number.isInteger(share) && share >= 0).toBe(true);
          expect(share).toBeLessThanOrEqual(caps[i] ?? 0);
        });
        const sum = weights.reduce((total, weight) => total + weight, 0);
        const exact = weights.map((weight) => (sum === 0 ? 0 : (wanted * weight) / sum));
        if (sum > 0 && exact.every((share, i) => share <= (caps[i] ?? 0)))
          exact.forEach((share, i) => expect(Math.abs((shares[i] ?? 0) - share)).toBeLessThan(1));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a paper has no question twice, keeps to the weights of the standard, and every choice stands once', () => {
  const names = ['职业道德', '基础知识', '生活照护'];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<string | null>(...names, null), { minLength: 1, maxLength: 120 }),
      fc.array(fc.option(fc.integer({ min: 1, max: 60 })), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer(),
      (items, pcts, count, seed) => {
        const bank = items.map((standardItem, id) => ({
          id,
          standardItem,
          wrong: ['b', 'c', 'd'].slice(0, 1 + (id % 3)),
        }));
        const weights = weighItems(
          bank,
          names.map((name, i) => ({ name, theoryWeightPct: pcts[i] ?? null })),
        );
        const drawn = drawTest(bank, count, seededDraw(seed).drawInt, weights);
        expect(new Set(drawn.map(({ question }) => question.id)).size).toBe(Math.min(count, bank.length));
        const shares = shareOut(
          weights.map(({ permille }) => permille),
          weights.map(({ item }) => items.filter((one) => one === item).length),
          count,
        );
        weights.forEach(({ item }, i) =>
          expect(drawn.filter(({ question }) => question.standardItem === item)).toHaveLength(
            shares[i] ?? -1,
          ),
        );
        for (const { question, order } of drawn)
          expect([...order].sort()).toEqual([...Array(question.wrong.length + 1).keys()]);
      },
    ),
    { numRuns: 500 },
  );
});

test('what a standard weighs at 60 per cent is 12 of 20 questions; what it is silent about shares the rest', () => {
  const bank = [...Array(30)].flatMap((_, n) =>
    ['生活照护', '基础知识', '职业道德'].map((standardItem) => ({ n, standardItem, wrong: ['x', 'y'] })),
  );
  const weights = weighItems(bank, [
    { name: '生活照护', theoryWeightPct: 60 },
    { name: '基础知识', theoryWeightPct: null },
  ]);
  expect(weights.map(({ permille }) => permille)).toEqual([600, 200, 200]);
  const drawn = drawTest(bank, 20, seededDraw(3).drawInt, weights);
  expect(drawn.filter(({ question }) => question.standardItem === '生活照护')).toHaveLength(12);
});

test('the right answer and each question stand at every place equally often (chi-square, 99.9 %)', () => {
  const bank = [...Array(40)].map((_, id) => ({
    id,
    standardItem: id % 2 ? 'a' : 'b',
    wrong: ['x', 'y', 'z'],
  }));
  const { drawInt } = seededDraw(11);
  const rights = [0, 0, 0, 0];
  const places = [...Array(20)].fill(0) as number[];
  const papers = 2_000;
  for (let i = 0; i < papers; i++)
    drawTest(bank, 20, drawInt).forEach(({ question, order }, place) => {
      rights[order.indexOf(0)] = (rights[order.indexOf(0)] ?? 0) + 1;
      if (question.id === 0) places[place] = (places[place] ?? 0) + 1;
    });
  const chiSquare = (counts: number[]) => {
    const even = counts.reduce((sum, n) => sum + n, 0) / counts.length;
    return counts.reduce((sum, n) => sum + (n - even) ** 2 / even, 0);
  };
  expect(chiSquare(rights)).toBeLessThan(16.27);
  expect(chiSquare(places)).toBeLessThan(43.82);
});

test('a result is the count of right answers, and the pass mark is met exactly or not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ right: small, given: fc.option(fc.integer({ min: 0, max: 3 })) }), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.integer({ min: 1, max: 100 }),
      (places, passPct) => {
        const orders = places.map(({ right }) => [...Array(4).keys()].map((choice) => (choice + right) % 4));
        const answers = places.map(({ given }) => given);
        const { right, passed } = judgeAnswers(orders, answers, passPct);
        const expected = orders.filter(
          (order, i) => answers[i] !== null && order.indexOf(0) === answers[i],
        ).length;
        expect(right).toBe(expected);
        expect(passed).toBe(right >= Math.ceil((places.length * passPct) / 100));
      },
    ),
    { numRuns: 1_000 },
  );
  const pairs = Array.from({ length: 20 }, () => [0, 1]);
  expect(judgeAnswers(pairs, [...Array(12).fill(0), ...Array(8).fill(1)], 60)).toEqual({
    right: 12,
    passed: true,
  });
  expect(judgeAnswers(pairs, [...Array(11).fill(0), ...Array(9).fill(null)], 60)).toEqual({
    right: 11,
    passed: false,
  });
});

test('tries: none after a pass, none above those given, none before the wait, at once after a grant', () => {
  const facts = { triesMax: 2, waitMs: 1_000, grantedMs: [] as number[] };
  const failed = (endedMs: number) => ({ endedMs, isPassed: false });
  const code = (more: Partial<Parameters<typeof judgeTry>[0]>, nowMs: number) =>
    judgeTry({ ...facts, tries: [], ...more }, nowMs)?.code ?? 'due';
  expect(code({}, 0)).toBe('due');
  expect(code({ tries: [failed(100)] }, 1_099)).toBe('test_wait');
  expect(code({ tries: [failed(100)] }, 1_100)).toBe('due');
  expect(code({ tries: [failed(100)], grantedMs: [150] }, 200)).toBe('due');
  // A grant of before the last try does not shorten the wait after it.
  expect(code({ tries: [failed(100), failed(300)], grantedMs: [150] }, 400)).toBe('test_wait');
  expect(code({ tries: [failed(100), failed(300)] }, 99_999)).toBe('test_tries_used');
  expect(code({ tries: [failed(100), failed(300)], grantedMs: [400] }, 500)).toBe('due');
  expect(code({ tries: [{ endedMs: 100, isPassed: true }], grantedMs: [400] }, 99_999)).toBe('test_passed');
});

test('the photograph comes at a moment nobody is told: within the time and the questions, anywhere in between', () => {
  const draw = seededDraw(5);
  const moments = [...Array(2_000)].map(() => drawPhoto(1_800_000, 20, 0, draw));
  for (const { dueMs, dueAnswers } of moments) {
    expect(dueMs).toBeGreaterThanOrEqual(180_000);
    expect(dueMs).toBeLessThanOrEqual(1_440_000);
    expect(dueAnswers).toBeGreaterThanOrEqual(2);
    expect(dueAnswers).toBeLessThanOrEqual(16);
  }
  const seen = new Set(moments.map(({ dueAnswers }) => dueAnswers));
  expect(seen.size).toBe(15);
});
