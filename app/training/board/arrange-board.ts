import { progressStates, type HoldUp, type ProgressState } from './judge-progress.ts';

/** One learner on the board of a class. Nothing here can be written (I7). */
export type BoardRow = {
  enrolmentId: string;
  learnerId: string;
  name: string;
  maskedPhone: string;
  state: ProgressState;
  holdUp: HoldUp | null;
  creditedMs: number;
  dueMs: number;
  withheldMs: number;
  completedLessons: number;
  lessons: number;
  lastStudiedMs: number | null;
  /** The institution that holds her account, where it is not the one of the class. */
  elsewhere: { institution: string; phone: string } | null;
};

export const boardSorts = ['state', 'name', 'credited', 'last'] as const;
export type BoardSort = (typeof boardSorts)[number];

/** What of a board is shown, and in which order. */
export type BoardView = { show: ProgressState | 'all'; find: string; sort: BoardSort };

/** Reads a view from an address; what is not known is the whole board, stuck learners first. */
export function readBoardView(query: URLSearchParams): BoardView {
  const show = progressStates.find((one) => one === query.get('show')) ?? 'all';
  const sort = boardSorts.find((one) => one === query.get('sort')) ?? 'state';
  return { show, sort, find: (query.get('find') ?? '').trim().slice(0, 40) };
}

const byName = (a: BoardRow, b: BoardRow) => a.name.localeCompare(b.name, 'zh-Hans-CN');
const order: Record<BoardSort, (a: BoardRow, b: BoardRow) => number> = {
  name: byName,
  state: (a, b) => progressStates.indexOf(a.state) - progressStates.indexOf(b.state),
  credited: (a, b) => a.creditedMs - b.creditedMs,
  last: (a, b) => (a.lastStudiedMs ?? 0) - (b.lastStudiedMs ?? 0),
};

/** The rows of a view. Names and the end of a telephone number are found; the masked middle is not. */
export function arrangeBoard(rows: BoardRow[], { show, find, sort }: BoardView): BoardRow[] {
  return rows
    .filter(({ state }) => show === 'all' || state === show)
    .filter(({ name, maskedPhone }) => find === '' || name.includes(find) || maskedPhone.endsWith(find))
    .sort((a, b) => order[sort](a, b) || byName(a, b));
}

/** How many learners stand in each state; states that nobody is in are left out. */
export function countBoard(rows: BoardRow[]): { state: ProgressState; count: number }[] {
  return progressStates
    .map((state) => ({ state, count: rows.filter((row) => row.state === state).length }))
    .filter(({ count }) => count > 0);
}
