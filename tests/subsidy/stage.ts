import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Session } from '../../app/identity/read-session.server.ts';
import { drawBatch } from '../../app/training/subsidy/draw-batch.server.ts';
import { completeBatch, signBatch } from '../../app/training/subsidy/move-batch.server.ts';
import { sendObjection } from '../../app/training/subsidy/object-to-batch.server.ts';
import { showBatch } from '../../app/training/subsidy/show-batch.server.ts';
import { bureau } from '../application/open-application.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { addGraduates, addOfficial, at, doorsOf, july, limitTo, quietFixtures, sha } from './open-subsidy.ts';

export let base: TestDatabase;
export let [second, third, fourth] = [bureau, bureau, bureau];
export let group: Awaited<ReturnType<typeof addGraduates>>;
export let month = '';
export let july1 = july;
export let year = 2030;

/** Every test of the file has a month of its own, later than everything before it, and three graduates. */
export function openStage(): void {
  beforeAll(async () => {
    base = await openTestDatabase();
    await quietFixtures(base.sql);
    second = await addOfficial(base, '初审', '13900000871');
    third = await addOfficial(base, '复审', '13900000872');
    fourth = await addOfficial(base, '终审', '13900000873');
  });
  afterAll(() => base?.close());

  beforeEach(async () => {
    year += 1;
    month = `${year}-06`;
    july1 = at(`${year}-07-01T02:00:00Z`);
    await limitTo(base.sql, 900);
    await base.sql`update training_class set is_subsidised = false`;
    group = await addGraduates(base, 3);
  });
}

/** A later year than the test's own. */
export const nextYear = () => {
  year += 1;
};

export const day = (text: string) => at(`${year}-${text}T02:00:00Z`);
export const draw = (session: Session = bureau) => drawBatch(doorsOf(base), session, month, july1);
export const see = (id: string, session: Session = bureau, now = july1) =>
  showBatch(doorsOf(base), session, id, now);
export const sign = async (id: string, session: Session, seenSha256?: string) =>
  signBatch(
    base.sql,
    session,
    id,
    { seenSha256: seenSha256 ?? (await sha(base.sql, session, id)), signedName: '某某' },
    july1,
  );
export const complete = async (id: string, now: typeof july1, session: Session = bureau) =>
  completeBatch(doorsOf(base), session, id, await sha(base.sql, session, id), now);
export const send = (id: string, entryId = '', address = '10.0.0.1', now = july1, contact = '') =>
  sendObjection(doorsOf(base), id, address, { entryId, words: '她没上过课。', contact }, now);
export const leftOut = async (id: string) => (await see(id)).leftOut.map(({ reason }) => reason);
