import type { BlobStore } from '../../app/platform/blobs.server.ts';
import type { Db, Sql } from '../../db/client.ts';
import { job } from '../../db/schema/index.ts';
import { enterScript, fixtureScript } from '../harness/enter-script.ts';
import { fixtureLesson } from '../harness/fixtures.ts';

/** Adds a new version of fixture lesson 1 that waits to be made, and its job. */
export function openVersion(
  house: { sql: Sql; blobs: BlobStore; masterKey: Buffer },
  markdown = fixtureScript('01-short'),
  rest: { payload?: object } = {},
): Promise<string> {
  return enterScript(house, fixtureLesson(1).lessonId, markdown, rest);
}

/** Puts a job in the line, as the seed does. */
export async function openJob(
  db: Db,
  kind: string,
  subject: string,
  rest: { priority?: number; runAfter?: Date; payload?: object } = {},
): Promise<string> {
  const [row] = await db
    .insert(job)
    .values({ kind, subject, payload: {}, ...rest })
    .returning();
  if (!row) throw new Error('no job');
  return row.id;
}
