import { expect, test } from 'vitest';
import { drawTest } from '../../app/catalogue/draw-test.ts';
import { questionId, writeQuestionPrompt } from '../../media-pipeline/ask-question.ts';
import { countHan } from '../../media-pipeline/checks/list-texts.ts';
import { readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';
import type { Question } from '../../media-pipeline/lesson-script.ts';
import { seededDraw } from '../rules/simulate-study.ts';

// Who has not listened must not find the right answer by its looks (C05): by length, by a comma, by its place.

/** Of the questions of a course, how many may have the right answer where a habit would look for it. */
const leastShare = 0.2;
const mostShare = 0.47;
/** And how many the best habit of all may find. */
const mostByLooks = 0.5;
/** Characters between the longest and the shortest choice of one question. */
const mostSpread = 4;

type Habit = (question: Question) => number;
type Length = (choice: string) => number;

/** As shown, and as spoken: without commas. */
const lengths: Record<string, Length> = { shown: (choice) => Array.from(choice).length, han: countHan };
/** Always the longest, the shortest, one between: each has to be right as often as another. */
const byLength = Object.fromEntries(
  Object.entries(lengths).flatMap(([name, lengthOf]): [string, Habit][] => [
    [`longest ${name}`, (q) => takeOfLength(q, lengthOf, sortLengths(q, lengthOf).slice(-1))],
    [`middle ${name}`, (q) => takeOfLength(q, lengthOf, sortLengths(q, lengthOf).slice(1, -1))],
    [`shortest ${name}`, (q) => takeOfLength(q, lengthOf, sortLengths(q, lengthOf).slice(0, 1))],
  ]),
);
/** Always the one that differs from the others, which are of one length; always one with a comma. */
const byOddity: Record<string, Habit> = {
  odd: (q) => take(q, (choice) => isOdd(choice, choicesOf(q))),
  comma: (q) => take(q, (choice) => /[，、]/u.test(choice)),
};

// The bank of a course is its checks and those of the common module: no habit does better in it than in the worse of both.
const { files } = await readCourses(coursesDir, drawingsDir);
const folders = [...new Set(files.map(({ name }) => name.replace(/\/.*/, '')))];
const groups = folders.flatMap((folder) => {
  const scripts = files.filter(({ name }) => name.startsWith(`${folder}/`)).map(({ script }) => script);
  const checks = scripts.flatMap(({ check }) => check);
  const controls = scripts.flatMap(({ slides }) => slides.flatMap(({ questions }) => questions));
  return [
    { name: `${folder} checks`, questions: checks, first: shareDrawnFirst(checks) },
    { name: `${folder} controls`, questions: controls, first: shareHeardFirst(controls) },
  ];
});

test.each(groups)('looks say nothing about the right answers of $name', ({ name, questions, first }) => {
  expect(questions.length).toBeGreaterThanOrEqual(40);
  const shares = { ...measure(questions, byLength), first };
  const oddities = measure(questions, byOddity);
  const percent = Object.entries({ ...shares, ...oddities }).map(
    ([habit, share]) => `${habit} ${Math.round(share * 100)} %`,
  );
  console.log(`${name} (${questions.length}): ${percent.join(', ')}`);
  for (const [habit, share] of Object.entries(shares)) {
    expect(share, habit).toBeGreaterThan(leastShare);
    expect(share, habit).toBeLessThan(mostShare);
  }
  for (const [habit, share] of Object.entries(oddities)) expect(share, habit).toBeLessThan(mostByLooks);
});

test.each(groups)('the choices of one question of $name are about equally long', ({ questions }) => {
  const uneven = questions.filter((question) => {
    const [shortest = 0, ...longer] = sortLengths(question, (choice) => Array.from(choice).length);
    return (longer.at(-1) ?? 0) - shortest > mostSpread;
  });
  expect(uneven).toEqual([]);
});

test('a course whose right answers stand out is found', () => {
  const ask = (right: string, ...wrong: string[]): Question => ({ ask: '?', right, wrong });
  const share = (question: Question, habit: string) =>
    measure([question], { ...byLength, ...byOddity })[habit] ?? Number.NaN;
  expect(share(ask('一二三', '一二', '一'), 'longest han')).toBe(1);
  expect(share(ask('一二', '一二三', '一'), 'middle shown')).toBe(1);
  expect(share(ask('一', '一二三', '一二'), 'shortest han')).toBe(1);
  expect(share(ask('一，二', '一二', '二一'), 'longest shown')).toBe(1);
  expect(share(ask('一，二', '一二', '二一'), 'longest han')).toBeCloseTo(1 / 3);
  expect(share(ask('一，二', '一二三', '三二一'), 'comma')).toBe(1);
  expect(share(ask('一', '一二', '二一'), 'odd')).toBe(1);
  expect(share(ask('一二', '二一', '一'), 'odd')).toBe(0);
  expect(share(ask('一二三', '一二', '一', '二'), 'middle han')).toBe(0);
  expect(share(ask('一二', '一二三', '一', '二'), 'middle han')).toBeCloseTo(1 / 2);
});

function measure<K extends string>(
  questions: readonly Question[],
  habits: Record<K, Habit>,
): Record<K, number> {
  const shares = Object.entries<Habit>(habits).map(([name, habit]) => [name, average(questions.map(habit))]);
  return Object.fromEntries(shares) as Record<K, number>;
}

/** How often the one answer is right that is taken among those that please; among all, where none does. */
function take(question: Question, pleases: (choice: string) => boolean): number {
  const liked = choicesOf(question).filter(pleases);
  if (liked.length === 0) return 1 / choicesOf(question).length;
  return liked.includes(question.right) ? 1 / liked.length : 0;
}

function takeOfLength(question: Question, lengthOf: Length, wanted: readonly number[]): number {
  return average(wanted.map((length) => take(question, (choice) => lengthOf(choice) === length)));
}

function isOdd(choice: string, choices: readonly string[]): boolean {
  const others = new Set(
    choices.filter((other) => other !== choice).map((other) => Array.from(other).length),
  );
  return others.size === 1 && !others.has(Array.from(choice).length);
}

/** A script always names the right answer first; what a learner meets is a drawn order, here of twenty tests. */
function shareDrawnFirst(questions: readonly Question[]): number {
  const { drawInt } = seededDraw(5);
  const bank = questions.map((question) => ({ ...question, standardItem: null }));
  const drawn = Array.from({ length: 20 }, () => drawTest(bank, bank.length, drawInt)).flat();
  return average(drawn.map(({ order }) => (order[0] === 0 ? 1 : 0)));
}

/** The same of what is heard, in twenty versions of the videos. */
function shareHeardFirst(questions: readonly Question[]): number {
  const heard = Array.from({ length: 20 }, (_, version) =>
    questions.map((question, n) => {
      const prompt = writeQuestionPrompt(questionId(`version ${version}`, n), question);
      return prompt.replace(/^[^？]*？/u, '').startsWith(`${question.right}。`) ? 1 : 0;
    }),
  );
  return average(heard.flat());
}

function sortLengths(question: Question, lengthOf: Length): number[] {
  return choicesOf(question)
    .map(lengthOf)
    .sort((a, b) => a - b);
}

function choicesOf({ right, wrong }: Question): string[] {
  return [right, ...wrong];
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
