import { elapsedMs, type ClockReading } from '../../platform/clock.ts';
import type { TestOpened, TestResult, TestStanding } from './final-test.wire.ts';
import type { PaperQuestion, TestPaper } from './test-state.ts';

/** The choices of a question in the order of its paper. */
export function choicesOf({ right, wrong, order }: PaperQuestion): string[] {
  const words = [right, ...wrong];
  return order.map((choice) => words[choice] ?? '');
}

export function showStanding(paper: TestPaper, now: ClockReading): TestStanding {
  const { id: paperId, fence, attempt, answers, photo, rules } = paper;
  const left = (ms: number, from: ClockReading) => Math.max(0, ms - elapsedMs(from, now));
  return {
    ...{ paperId, fence, attempt, answers },
    remainingMs: left(rules.limitMs, paper.opened),
    photo: photo?.asked ? { id: photo.id, remainingMs: left(rules.photoAnswerMs, photo.asked) } : null,
  };
}

/** A paper as its window may know it: questions and choices, nothing that tells the right one. */
export function showPaper(paper: TestPaper, now: ClockReading): TestOpened {
  const questions = paper.questions.map((one) => ({ ask: one.ask, choices: choicesOf(one) }));
  return { standing: showStanding(paper, now), questions };
}

/** What an ended try came to. */
export function showResult({ id: paperId, questions, end }: TestPaper): TestResult {
  if (!end) throw new Error('the paper is open');
  const { reason: endedBy, right, isPassed } = end;
  return { paperId, endedBy, right, questions: questions.length, isPassed };
}
