import { visitors, type Visitor } from './visitors.ts';

/** A status, or where a redirect leads. */
export type Answer = number | string;
export type Row = Record<Visitor, Answer>;

/** The same for everybody, and who differs. */
export const all = (answer: Answer, but: Partial<Row> = {}) =>
  ({ ...Object.fromEntries(visitors.map((visitor) => [visitor, answer])), ...but }) as Row;
export const learners = (answer: Answer) => ({ owner: answer, classmate: answer, outsider: answer });
export const desks = (answer: Answer) => ({
  ...{ clerk: answer, otherClerk: answer, head: answer, otherHead: answer },
  ...{ reviewer: answer, inspector: answer, auditor: answer },
});
export const classDesks = (answer: Answer) => ({ teacher: answer, bureau: answer, otherBureau: answer });
export const ofClass = {
  ...{ clerk: 200, head: 200, bureau: 200, inspector: 200, auditor: 200 },
  ...{ otherClerk: 404, otherHead: 404, otherBureau: 404, teacher: 404 },
};
export const out = (path: string) => ({
  nobody: `/sign-in?next=${encodeURIComponent(path)}`,
  newcomer: '/set-password',
});

export type Expected = { path: string; get: Row; post: Row };
