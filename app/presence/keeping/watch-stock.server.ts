import type { Sql, SqlTx } from '../../../db/client.ts';
import { log } from '../../platform/watch/log.server.ts';
import { countStock } from './count-stock.server.ts';
import { judgeStock } from './judge-stock.ts';

/** Writes a warning for who runs the platform once the stock of face data nears its filing. For the worker, daily. */
export async function watchStock(
  sql: Sql | SqlTx,
  warn = (facts: object) => log.warn(facts, 'the stock of face data nears its filing'),
): Promise<void> {
  const { persons } = await countStock(sql);
  const { level, nextAt } = judgeStock(persons);
  if (level === 'quiet') return;
  warn({ faceStock: level, persons, nextAt });
}
