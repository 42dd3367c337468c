import { expect, test } from 'vitest';
import { questionId, writeQuestionPrompt } from '../../media-pipeline/ask-question.ts';
import { estimateBreath, estimateLength } from '../../media-pipeline/estimate-length.ts';
import { findGuessed } from '../../media-pipeline/checks/check-readings.ts';
import { readCourses } from '../../media-pipeline/checks/read-courses.server.ts';
import { coursesDir, drawingsDir } from '../../media-pipeline/gather-sources.server.ts';
import { layPieces } from '../../media-pipeline/lay-pieces.ts';
import { msOf } from '../../media-pipeline/pcm.ts';
import { speak, voices } from '../../media-pipeline/voice.server.ts';

const { files, measured } = await readCourses(coursesDir, drawingsDir);
const questions = files.flatMap(({ script }) => [
  ...script.slides.flatMap((slide) => slide.questions),
  ...script.check,
]);

test('the estimate of a lesson is within 2 % of what the voice takes', async () => {
  const lesson = files.find(({ name }) => name === 'common/05-first-minutes');
  const breaths = layPieces(lesson?.script ?? ({ slides: [] as never[] } as never))
    .flatMap((piece) => ('text' in piece ? [piece.text] : []))
    .filter((_text, i) => i % 4 === 0);
  expect(breaths.length).toBeGreaterThan(50);
  const spokenMs = { said: 0, guessed: 0 };
  for (const text of breaths) {
    spokenMs.said += msOf((await speak(text, voices.lesson)).length);
    spokenMs.guessed += estimateBreath(text);
  }
  expect(Math.abs(spokenMs.guessed / spokenMs.said - 1)).toBeLessThan(0.02);
});

test('every lesson was measured as the voice spoke it, at 18–22 minutes and within 2 % of its estimate', () => {
  expect(Object.keys(measured).sort()).toEqual(files.map(({ name }) => name).sort());
  let unchanged = 0;
  for (const { name, script } of files) {
    const { measuredMs = 0, estimatedMs = 0 } = measured[name] ?? {};
    expect([name, measuredMs >= 18 * 60_000 && measuredMs <= 22 * 60_000]).toEqual([name, true]);
    expect(Math.abs(estimatedMs / measuredMs - 1), name).toBeLessThan(0.02);
    if (Math.round(estimateLength(script)) === estimatedMs) unchanged++;
  }
  // The estimate of today is the one that was compared.
  expect(unchanged).toBeGreaterThan(30);
});

test('where the right answer is heard says nothing about it', () => {
  expect(questions.length).toBeGreaterThan(150);
  const heard = [0, 0, 0, 0];
  questions.forEach((question, n) => {
    const id = questionId('00000000-0000-4000-8000-000000000000', n);
    const choices = writeQuestionPrompt(id, question)
      .split(/[？。]/u)
      .filter(Boolean)
      .slice(-1 - question.wrong.length);
    const place = choices.indexOf(question.right.replace(/[？。]$/u, ''));
    if (place >= 0 && question.wrong.length === 2) heard[place] = (heard[place] ?? 0) + 1;
  });
  const all = heard.reduce((sum, n) => sum + n, 0);
  expect(all).toBeGreaterThan(100);
  for (const n of heard.slice(0, 3)) expect(n / all).toBeGreaterThan(0.2);
});

const guessed: [string, string][] = [
  ['调一调', '调一'],
  ['他背了一会儿', ''],
  ['长得高，长期住', ''],
  ['把饭盛了', '饭盛了'],
  ['银行旁边，行走慢', ''],
];
test.each(guessed)('the reading of %s: %s is guessed', (sentence, words) => {
  const found = findGuessed(sentence).map(({ word }) => word);
  if (words === '') expect(found).toEqual([]);
  else expect(found).toContain(words);
});
