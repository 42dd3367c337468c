import { canonical } from './canonical.ts';
import type { BankOutline, DrawnPlace } from './test-event.ts';

/** The bytes behind `paperSha256`. */
export const paperMessage = (paperId: string, salt: string, drawn: readonly DrawnPlace[]): string =>
  canonical({ zhenxue: 'test-paper', paperId, salt, drawn: [...drawn] });

/** The bytes behind `bankSha256`. */
export const bankMessage = ({ courseVersionId, weights, questions }: BankOutline): string =>
  canonical({ zhenxue: 'test-bank', courseVersionId, weights, questions });

/** The bytes behind the hash of one question. */
export const questionMessage = (question: {
  id: string;
  ask: string;
  right: string;
  wrong: string[];
  why: string;
}): string => {
  const { id, ask, right, wrong, why } = question;
  return canonical({ zhenxue: 'test-question', id, ask, right, wrong, why });
};

/** What answers come to: choice n of a place is right when its order says 0. Passed in whole numbers. */
export function judgeAnswers(
  orders: readonly (readonly number[])[],
  answers: readonly (number | null)[],
  passPct: number,
): { right: number; passed: boolean } {
  const right = orders.filter((order, i) => {
    const choice = answers[i] ?? null;
    return choice !== null && order[choice] === 0;
  }).length;
  return { right, passed: right * 100 >= passPct * orders.length };
}
