import type { Sql } from '../../../db/client.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { BoardRow } from './arrange-board.ts';
import { readBoard } from './read-board.server.ts';
import type { OwnClass } from '../own-class.server.ts';

/** One learner's row of a class that is the reader's own. Throws `not_found`: in another class she is not there (H10). */
export async function readClassLearner(
  sql: Sql,
  own: OwnClass,
  enrolmentId: string,
  nowMs: number,
): Promise<BoardRow> {
  const rows = await readBoard(sql, own, nowMs);
  const row = rows.find((one) => one.enrolmentId === enrolmentId);
  if (!row) throw new Refusal('not_found');
  return row;
}
