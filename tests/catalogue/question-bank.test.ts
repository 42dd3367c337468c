import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bankQuestionsMin, drawTest, type BankQuestion } from '../../app/catalogue/draw-test.ts';
import { outlineWire } from '../../media-pipeline/checks/outline.ts';
import { readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';
import { seededDraw } from '../rules/simulate-study.ts';

const { files, outline } = await readCourses(coursesDir, drawingsDir);
const byName = new Map(files.map((file) => [file.name, file.script]));

/** The bank of each course whose lessons are all written, as its scripts have it. */
function listBanks(): { occupation: string; bank: BankQuestion[] }[] {
  const { common, courses } = outlineWire.parse(outline);
  return courses.flatMap(({ folder, occupation, modules }) => {
    const own = modules.flatMap(({ lessons }) => lessons.map(({ slug }) => `${folder}/${slug}`));
    const names = [...common.lessons.map(({ slug }) => `${common.folder}/${slug}`), ...own];
    if (names.some((name) => !byName.has(name))) return [];
    const bank = names.flatMap((name) =>
      (byName.get(name)?.check ?? []).map((question, n) => ({
        ...{ lessonId: name, lessonTitle: byName.get(name)?.title ?? '', number: n + 1 },
        ...{ standardItem: byName.get(name)?.standard?.item ?? null, ...question },
      })),
    );
    return [{ occupation, bank }];
  });
}

const banks = listBanks();

test('each of the eight courses has its bank', () => {
  expect(banks).toHaveLength(8);
});

test.each(banks)(
  'the bank of $occupation has enough different questions, each explained and in its place',
  ({ bank }) => {
    expect(bank.length).toBeGreaterThanOrEqual(bankQuestionsMin);
    expect(new Set(bank.map(({ ask, right }) => `${ask} ${right}`)).size).toBe(bank.length);
    for (const { why, standardItem, wrong, right } of bank) {
      expect(why.length).toBeGreaterThan(5);
      expect(standardItem).not.toBeNull();
      expect(new Set([right, ...wrong]).size).toBe(1 + wrong.length);
    }
  },
);

const question = (n: number, item: string): BankQuestion => ({
  ...{ lessonId: `lesson ${n}`, lessonTitle: '课', number: n, standardItem: item },
  ...{ ask: `${n}?`, right: 'right', wrong: ['wrong 1', 'wrong 2'], why: '因为' },
});

test('a test never repeats a question and takes each work content by its share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer(),
      (items, count, seed) => {
        const bank = items.map((item, n) => question(n, item));
        const drawn = drawTest(bank, count, seededDraw(seed).drawInt);
        expect(drawn.length).toBe(Math.min(count, bank.length));
        expect(new Set(drawn.map((one) => one.question.number)).size).toBe(drawn.length);
        for (const item of new Set(items)) {
          const share = (drawn.length * items.filter((one) => one === item).length) / items.length;
          const taken = drawn.filter((one) => one.question.standardItem === item).length;
          expect(Math.abs(taken - share)).toBeLessThan(1);
        }
        for (const { order } of drawn) expect([...order].sort()).toEqual([0, 1, 2]);
      },
    ),
    { numRuns: 500 },
  );
});

test('the right answer stands in every place equally often, and every question is drawn', () => {
  const bank = Array.from({ length: 60 }, (_, n) => question(n, n % 2 ? 'a' : 'b'));
  const { drawInt } = seededDraw(7);
  const places = [0, 0, 0];
  const seen = new Set<number>();
  for (let i = 0; i < 300; i++)
    for (const { question: one, order } of drawTest(bank, 20, drawInt)) {
      places[order.indexOf(0)] = (places[order.indexOf(0)] ?? 0) + 1;
      seen.add(one.number);
    }
  for (const n of places) expect(n / 6_000).toBeCloseTo(1 / 3, 1);
  expect(seen.size).toBe(60);
});
