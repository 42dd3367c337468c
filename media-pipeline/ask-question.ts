import { createHash } from 'node:crypto';
import type { Question } from './lesson-script.ts';

/** The id of question `n` of a video version: the same when the version is prepared again after a crash. */
export function questionId(videoVersionId: string, n: number): string {
  const hex = createHash('sha256').update(`question ${n} of ${videoVersionId}`).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * What is spoken for a question: the request, then the choices. Their order depends on the id only, so that the place
 * of a choice in the recording says nothing about whether it is right (C03).
 */
export function writeQuestionPrompt(id: string, question: Question): string {
  const place = (choice: string) => createHash('sha256').update(`${id} ${choice}`).digest('hex');
  const choices = [question.right, ...question.wrong].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const ask = /[？。]$/u.test(question.ask) ? question.ask : `${question.ask}？`;
  return [ask, ...choices.map((choice) => `${choice}。`)].join('');
}
