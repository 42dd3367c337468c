import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { job, videoVersion } from '../../db/schema/index.ts';
import { fixtures } from '../harness/fixtures.ts';

/** Adds a new version of fixture lesson 1 that waits to be made. */
export async function openVersion(db: Db, number: number): Promise<string> {
  const [lesson] = fixtures.lessons;
  if (!lesson) throw new Error('no fixture lesson');
  const id = randomUUID();
  await db.insert(videoVersion).values({ id, lessonId: lesson.lessonId, number, state: 'processing' });
  return id;
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
