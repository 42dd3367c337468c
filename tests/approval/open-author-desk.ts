import { randomUUID } from 'node:crypto';
import { person } from '../../db/schema/index.ts';
import type { House } from '../../app/platform/house.server.ts';
import { houseOf } from '../face/store-face.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { signIn } from '../harness/sign-in.ts';
import { startServer, type TestServer } from '../harness/start-server.ts';

/** A database and server with a lesson of the fixture author's own institution, and an author of another one. */
export type AuthorDesk = {
  database: TestDatabase;
  house: House;
  server: TestServer;
  lessonId: string;
  /** A lesson of another institution. */
  otherLessonId: string;
  /** The Cookie header of the author, of a colleague, and of an author elsewhere. */
  author: string;
  colleague: string;
  stranger: string;
  close(): Promise<void>;
};

export async function openAuthorDesk(env: Record<string, string> = {}): Promise<AuthorDesk> {
  const database = await openTestDatabase();
  const { sql, db } = database;
  const { institutionId, other } = fixtures;
  const account = (phone: string, name: string, where: string) => ({
    ...{ institutionId: where, role: 'author' as const, name, phone, passwordHash: 'x' },
  });
  await db
    .insert(person)
    .values([
      account('13900000051', '另一位编者', institutionId),
      account('13900000052', '外校编者', other.institutionId),
    ]);
  const [lessonId, otherLessonId] = [randomUUID(), randomUUID()];
  await sql`insert into lesson (id, occupation_id, slug, title, institution_id, tags) values
    (${lessonId}, 'test', 'own-lesson', '洗手的步骤', ${institutionId}, ${['hygiene']}),
    (${otherLessonId}, 'test', 'other-lesson', '外校的课', ${other.institutionId}, '{}')`;
  const server = await startServer({ databaseUrl: database.databaseUrl, env });
  return {
    ...{ database, server, lessonId, otherLessonId, house: houseOf(database) },
    author: await signIn(db, fixtures.author.phone),
    colleague: await signIn(db, '13900000051'),
    stranger: await signIn(db, '13900000052'),
    async close() {
      await server.stop();
      await database.close();
    },
  };
}
