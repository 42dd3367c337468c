import type { CheckQuestion, LessonScript } from './lesson-script.ts';
import { PlainFailure } from './plain-failure.ts';
import { findUnreadable } from './read-aloud.ts';
import { splitSentences } from './split-sentences.ts';

/** The most that can be read on a phone from a slide of 1280 × 720, and be tapped in a question. */
const longest = { title: 20, heading: 16, point: 16, points: 5, ask: 24, choice: 10, pauseS: 10 };

/** The same for the check at the end, which is read at leisure. */
const longestInCheck = { ask: 30, choice: 14, why: 60 };

/** Refuses a script that could not be shown, spoken or asked. Errors: `PlainFailure` naming slide and sentence. */
export function checkScript(script: LessonScript): void {
  if (script.slides.length === 0) throw new PlainFailure('课里一页也没有。', 'The lesson has no slide.');
  if (count(script.title) > longest.title)
    throw new PlainFailure(
      `课名最多 ${longest.title} 个字。`,
      `The title has at most ${longest.title} characters.`,
      script.title,
    );
  let questions = 0;
  script.slides.forEach((slide, i) => {
    const refuse = (zh: string, en: string, sentence = slide.heading) => {
      throw new PlainFailure(`第 ${i + 1} 页“${slide.heading}”：${zh}`, `Slide ${i + 1}: ${en}`, sentence);
    };
    if (count(slide.heading) > longest.heading)
      refuse(`标题最多 ${longest.heading} 个字。`, `the heading has at most ${longest.heading} characters.`);
    if (slide.points.length > longest.points)
      refuse(`要点最多 ${longest.points} 条。`, `at most ${longest.points} points.`, slide.points.at(-1));
    for (const point of slide.points)
      if (count(point) > longest.point)
        refuse(
          `“${point}”多于 ${longest.point} 个字。`,
          `a point has at most ${longest.point} characters.`,
          point,
        );
    if (!slide.speech.some((s) => s.kind === 'say')) refuse('没有讲解。', 'it has no narration.');
    for (const speech of slide.speech) {
      if (speech.kind === 'pause' && (speech.seconds <= 0 || speech.seconds > longest.pauseS))
        refuse(
          `停顿要在 0 到 ${longest.pauseS} 秒之间。`,
          `a pause is at most ${longest.pauseS} s.`,
          `[pause ${speech.seconds}]`,
        );
      if (speech.kind !== 'say') continue;
      const unreadable = findUnreadable(speech.text);
      const where = splitSentences(speech.text).find((sentence) => sentence.includes(unreadable ?? ''));
      if (unreadable)
        refuse(`“${unreadable}”读不出来。`, `"${unreadable}" cannot be spoken.`, where ?? unreadable);
    }
    for (const question of slide.questions) {
      questions++;
      if (count(question.ask) > longest.ask)
        refuse(
          `题目最多 ${longest.ask} 个字。`,
          `a question has at most ${longest.ask} characters.`,
          question.ask,
        );
      for (const choice of [question.right, ...question.wrong])
        if (count(choice) > longest.choice)
          refuse(
            `选项“${choice}”多于 ${longest.choice} 个字。`,
            `a choice has at most ${longest.choice} characters.`,
            choice,
          );
      for (const text of [question.ask, question.right, ...question.wrong]) {
        const unreadable = findUnreadable(text);
        if (unreadable) refuse(`“${unreadable}”读不出来。`, `"${unreadable}" cannot be spoken.`, text);
      }
    }
  });
  if (questions === 0)
    throw new PlainFailure('课里没有题。', 'The lesson has no question.', script.slides.at(-1)?.heading);
  script.check.forEach(checkQuestion);
}

function checkQuestion(question: CheckQuestion, n: number): void {
  const refuse = (zh: string, en: string, sentence = question.ask) => {
    throw new PlainFailure(
      `课后第 ${n + 1} 题“${question.ask}”：${zh}`,
      `Check question ${n + 1}: ${en}`,
      sentence,
    );
  };
  const { ask, right, wrong, why } = question;
  if (count(ask) > longestInCheck.ask)
    refuse(`题目最多 ${longestInCheck.ask} 个字。`, `it has at most ${longestInCheck.ask} characters.`);
  for (const choice of [right, ...wrong])
    if (count(choice) > longestInCheck.choice)
      refuse(
        `选项“${choice}”多于 ${longestInCheck.choice} 个字。`,
        `a choice has at most ${longestInCheck.choice} characters.`,
        choice,
      );
  if (count(why) > longestInCheck.why)
    refuse(`说明最多 ${longestInCheck.why} 个字。`, `why has at most ${longestInCheck.why} characters.`, why);
  for (const text of [ask, right, ...wrong, why]) {
    const unreadable = findUnreadable(text);
    if (unreadable) refuse(`“${unreadable}”读不出来。`, `"${unreadable}" cannot be spoken.`, text);
  }
}

function count(text: string): number {
  return Array.from(text).length;
}
