import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../app/identity/find-duplicates.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { enrol, enrolConfirmed, readReference, said } from './enrol-learner.ts';
import { makeFaceTemplate } from './make-template.ts';
import { openPrivateHouse, type PrivateHouse } from './open-private-house.ts';

// D08: one person who studies for several. Found and listed for a person to look at; never a verdict, twins exist.

let place: PrivateHouse;
beforeAll(async () => {
  place = await openPrivateHouse();
});
afterAll(() => place?.close());

const idOf = (n: number) => fixtureLearner(n).id;

describe('one face on several accounts', () => {
  const casesOf = (learnerId: string) =>
    place.sql<{ other: string; decided: boolean }[]>`
      select other_learner_id as other, decided_at is not null as decided from face_case
      where learner_id = ${learnerId} and kind = 'duplicate'`;

  it('is listed on both, once, and stays decided', async () => {
    const [first, second, stranger] = [idOf(10), idOf(11), idOf(12)];
    const reference = await enrolConfirmed(place.house, first, 40);
    await enrolConfirmed(place.house, stranger, 41);
    await findDuplicates(place.house, reference, readClock());
    expect(await casesOf(first)).toEqual([]);

    await giveConsent(place.house, second, said, readClock());
    const again = makeFaceTemplate(40, 0.4);
    await enrol(place.house, second, { template: again, idPhotoTemplate: again });
    const twin = (await readReference(place.house, second))?.id ?? '';
    const look = () => findDuplicates(place.house, twin, readClock());
    expect((await look()).pairs).toBeGreaterThan(0);
    await look();
    expect(await casesOf(first)).toEqual([{ other: second, decided: false }]);
    expect(await casesOf(second)).toEqual([{ other: first, decided: false }]);
    expect(await casesOf(stranger)).toEqual([]);
    await place.sql`update face_case set decided_at = now(), decision = 'other_person' where kind = 'duplicate'`;
    await look();
    expect(await casesOf(second)).toEqual([{ other: first, decided: true }]);
    expect(await readEvents(place.sql, second, 'case_opened')).toHaveLength(1);
    for (const learner of [first, second]) await verifyLog(place.sql, learner);
  });

  it('is looked for in one pass for all that wait', async () => {
    await place.sql`update job set done_at = null where kind = 'find_duplicates'`;
    const [one] = await place.sql<{ id: string }[]>`
      select id from face_reference where learner_id = ${idOf(10)} and state = 'active'`;
    const { looked } = await findDuplicates(place.house, one?.id ?? '', readClock());
    expect(looked).toHaveLength(3);
    const left = await place.sql<{ subject: string }[]>`
      select subject from job where kind = 'find_duplicates' and done_at is null
        and subject::uuid in (select id from face_reference where state = 'active')`;
    // The job that is running is ended by its worker.
    expect(left.map(({ subject }) => subject)).toEqual([one?.id]);
  });

  it('is found although a template that an insider spoilt lies between', async () => {
    const [spoilt, first] = [idOf(12), idOf(10)];
    await place.sql`update face_reference set template_sealed = '\\x01' where learner_id = ${spoilt}`;
    await place.sql`delete from face_case where kind = 'duplicate'`;
    const [one] = await place.sql<{ id: string }[]>`
      select id from face_reference where learner_id = ${first} and state = 'active'`;
    await place.sql`update job set done_at = null where subject = ${one?.id ?? ''}`;
    expect((await findDuplicates(place.house, one?.id ?? '', readClock())).pairs).toBeGreaterThan(0);
    expect(await casesOf(first)).toEqual([{ other: idOf(11), decided: false }]);
  });
});
