import { giveVoice } from '../../app/approval/give-voice.server.ts';
import type { Author } from '../../app/approval/own-lesson.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { House } from '../../app/platform/house.server.ts';
import { Refusal } from '../../app/platform/refusal.ts';
import { houseOf } from '../face/store-face.ts';
import { authorActor, copyVersion, dropCopies, openOffice } from '../harness/copy-version.ts';
import { fixtures } from '../harness/fixtures.ts';
import { openTestDatabase } from '../harness/open-test-database.ts';

/** The fixture author, and somebody of another institution. */
export const author: Author = { personId: fixtures.author.id, institutionId: fixtures.institutionId };
export const elsewhere: Author = {
  personId: fixtures.other.clerk.id,
  institutionId: fixtures.other.institutionId,
};

/** A database with a lesson of the author's own; `open` makes a version of it that is processed. */
export async function openAuthorHouse() {
  const database = await openTestDatabase();
  const house: House = houseOf(database);
  await openOffice(house);
  const [row] = await house.sql<{ id: string }[]>`
    insert into lesson (occupation_id, slug, title, institution_id)
    values ('test', 'own', '洗手', ${fixtures.institutionId}) returning id`;
  const lessonId = row?.id ?? '';
  return {
    house,
    lessonId,
    open: (name?: string) => copyVersion(house, { actor: authorActor, lessonId, ...(name ? { name } : {}) }),
    async close() {
      await dropCopies();
      await database.close();
    },
  };
}

/** The code of a refusal, or that it was done. */
export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

/** Gives a version a voice, as a finished upload does. */
export const speak = (house: House, id: string, who: Author) =>
  house.sql.begin((tx) =>
    giveVoice(
      tx,
      house.masterKey,
      id,
      { blob: 'sources/x/voice', sha256: Buffer.alloc(32), name: 'x.mp3' },
      { role: 'author', ...who },
      readClock(),
    ),
  );
