import type { Sql } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { Author } from './own-lesson.server.ts';
import { readOwnVersion } from './own-version.server.ts';
import { requeueVersion } from './requeue-version.server.ts';
import { lockVersion, stepVersion } from './step-version.server.ts';

/** Has a version that could not be made tried once more. Throws `not_found` and what `refuseStep` says. */
export async function retryVersion(
  house: { sql: Sql; masterKey: Buffer },
  author: Author,
  versionId: string,
  now: ClockReading,
): Promise<void> {
  await readOwnVersion(house.sql, author, versionId);
  await house.sql.begin(async (tx) => {
    const locked = await lockVersion(tx, versionId);
    await stepVersion(tx, house.masterKey, locked, 'retry', { role: 'author', ...author }, now);
    await requeueVersion(tx, versionId);
  });
}
