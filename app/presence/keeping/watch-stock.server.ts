import type { Sql, SqlTx } from '../../../db/client.ts';
import { countStock } from './count-stock.server.ts';
import { judgeStock } from './judge-stock.ts';

/** Writes a warning for who runs the platform once the stock of face data nears its filing. For the worker, daily. */
export async function watchStock(
  sql: Sql | SqlTx,
  warn = (line: string) => console.warn(line),
): Promise<void> {
  const { persons } = await countStock(sql);
  const { level, nextAt } = judgeStock(persons);
  if (level === 'quiet') return;
  warn(JSON.stringify({ level: 'warn', faceStock: level, persons, nextAt }));
}
