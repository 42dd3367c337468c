import type { Visitor } from './visitors.ts';

export type Row = Record<Visitor, number>;
/** Learners, staff and whoever has not got in, each answered alike. */
export const row = (answers: {
  staff: number;
  stranger: number;
  owner: number;
  nobody?: number;
  newcomer?: number;
}): Row => ({
  nobody: answers.nobody ?? 401,
  newcomer: answers.newcomer ?? 403,
  owner: answers.owner,
  classmate: answers.stranger,
  outsider: answers.stranger,
  clerk: answers.staff,
  otherClerk: answers.staff,
  head: answers.staff,
  otherHead: answers.staff,
  teacher: answers.staff,
  bureau: answers.staff,
  otherBureau: answers.staff,
  author: answers.staff,
  reviewer: answers.staff,
  inspector: answers.staff,
  auditor: answers.staff,
  operator: answers.staff,
});
/** Everybody is answered the same. */
export const open = (status: number): Row =>
  row({ nobody: status, newcomer: status, owner: status, stranger: status, staff: status });
