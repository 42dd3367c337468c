import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { allowChange } from '../../app/identity/allow-change.server.ts';
import { approveReference, refuseReference } from '../../app/identity/approve-reference.server.ts';
import { decideReference } from '../../app/identity/decide-reference.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readLearnerKey } from '../../app/identity/learner-key.server.ts';
import { readFaceStanding } from '../../app/identity/read-face-standing.server.ts';
import { openIdPhoto, openReference, readActiveTemplate } from '../../app/identity/read-reference.server.ts';
import { storeIdPhoto } from '../../app/identity/store-id-photo.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { unseal } from '../../app/platform/seal.server.ts';
import { picturePurpose } from '../../app/presence/review/picture-purpose.ts';
import type { Role } from '../../db/schema/identity.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { enrol, enrolConfirmed, readReference, said } from './enrol-learner.ts';
import { makeFaceTemplate } from './make-template.ts';
import { openPrivateHouse, type PrivateHouse } from './open-private-house.ts';

// D08: the first face needs the ID photograph or a witness; a change needs reason, clerk and another person.

let place: PrivateHouse;
let secondClerk: string;
beforeAll(async () => {
  place = await openPrivateHouse();
  const [row] = await place.sql<{ id: string }[]>`
    insert into person (institution_id, role, name, phone)
    values (${fixtures.institutionId}, 'clerk', '教务二', '13900000041') returning id`;
  secondClerk = row?.id ?? '';
});
afterAll(() => place?.close());

const idOf = (n: number) => fixtureLearner(n).id;
const clerk = { personId: fixtures.clerk.id, institutionId: fixtures.institutionId };
const otherClerk = { personId: fixtures.other.clerk.id, institutionId: fixtures.other.institutionId };

/** Decides about the newest face of a learner, as the review queue does. */
async function decide(
  verb: typeof approveReference,
  learnerId: string,
  deciderId: string,
  role: Role = 'clerk',
  institutionId = fixtures.institutionId,
) {
  const now = readClock();
  const id = (await readReference(place.house, learnerId))?.id ?? '';
  const { events } = await appendDecisions(place.sql, learnerId, now, (tx) =>
    verb(tx, { reference: { learnerId, id }, deciderId, role, institutionId, reason: 'known', now }),
  );
  return events.map(({ kind }) => kind);
}

it.each([
  [{ hasActive: false, hasWaiting: false, changeAllowed: false, distance: null }, 'waiting_witness'],
  [{ hasActive: false, hasWaiting: false, changeAllowed: false, distance: 0.5 }, 'active'],
  [{ hasActive: false, hasWaiting: false, changeAllowed: false, distance: 0.501 }, 'waiting_witness'],
  [{ hasActive: false, hasWaiting: false, changeAllowed: true, distance: 0.9 }, 'waiting_witness'],
  [{ hasActive: true, hasWaiting: false, changeAllowed: false, distance: 0.1 }, null],
  [{ hasActive: true, hasWaiting: false, changeAllowed: true, distance: 0.1 }, 'waiting_second'],
  [{ hasActive: true, hasWaiting: true, changeAllowed: true, distance: 0.1 }, null],
  [{ hasActive: false, hasWaiting: true, changeAllowed: false, distance: 0.1 }, null],
])('%o goes to %s', (facts, state) => {
  expect(decideReference(facts)).toBe(state);
});

describe('the first face', () => {
  it('waits for a witness of her own institution without an ID photograph, then is frozen', async () => {
    const learner = idOf(1);
    expect(await enrol(place.house, learner)).toEqual([]);
    expect(await readReference(place.house, learner)).toBeNull();
    await giveConsent(place.house, learner, said, readClock());
    expect(await enrol(place.house, learner)).toEqual(['case_opened']);
    expect(await readFaceStanding(place.sql, learner)).toMatchObject({
      activeId: null,
      waitingFor: 'witness',
    });
    expect(await readActiveTemplate(place.sql, place.house, learner)).toBeNull();
    // Another challenge meanwhile changes nothing.
    expect(await enrol(place.house, learner, { template: makeFaceTemplate(2) })).toEqual([]);

    const forbidden = { code: 'forbidden' };
    for (const [who, role, at] of [
      [fixtures.other.clerk.id, 'clerk', fixtures.other.institutionId],
      [learner, 'learner', fixtures.institutionId],
      [fixtures.inspector.id, 'inspector', fixtures.institutionId],
      [fixtures.author.id, 'author', fixtures.institutionId],
    ] as const) {
      await expect(decide(approveReference, learner, who, role, at)).rejects.toMatchObject(forbidden);
      await expect(decide(refuseReference, learner, who, role, at)).rejects.toMatchObject(forbidden);
    }
    expect(await decide(approveReference, learner, clerk.personId)).toEqual(['face_enrolled']);
    expect(await readReference(place.house, learner)).toMatchObject({
      ...{ state: 'active', compared: 'witness', clerkId: clerk.personId, secondId: null },
    });
    await expect(decide(approveReference, learner, clerk.personId)).rejects.toMatchObject({
      code: 'case_gone',
    });
    expect(await enrol(place.house, learner, { template: makeFaceTemplate(3) })).toEqual([]);
    expect((await readActiveTemplate(place.sql, place.house, learner))?.template).toEqual(
      makeFaceTemplate(1),
    );
    await verifyLog(place.sql, learner);
  });

  it('is active at once when it is the person of the ID photograph, and only then', async () => {
    const [same, unlike] = [idOf(2), idOf(3)];
    for (const learner of [same, unlike]) await giveConsent(place.house, learner, said, readClock());
    const idPhotoTemplate = makeFaceTemplate(10);
    const near = { template: makeFaceTemplate(10, 0.45), idPhotoTemplate };
    const far = { template: makeFaceTemplate(10, 0.52), idPhotoTemplate };
    expect(await enrol(place.house, same, near)).toEqual(['face_enrolled']);
    expect(await enrol(place.house, unlike, far)).toEqual(['case_opened']);
    const [enrolled] = await readEvents(place.sql, same, 'face_enrolled');
    expect(enrolled).toMatchObject({ compared: 'id_photo', distance: 450, clerkId: null, secondId: null });
    expect((await readReference(place.house, unlike))?.state).toBe('waiting_witness');
    expect(await decide(refuseReference, unlike, fixtures.reviewer.id, 'reviewer')).toEqual([]);
    expect(await readFaceStanding(place.sql, unlike)).toMatchObject({ waitingId: null, lastRefused: true });
    // Refused is not frozen: she may take another one.
    expect(await enrol(place.house, unlike, near)).toEqual(['face_enrolled']);
  });

  it('is sealed: template and picture open with her key and in her place only', async () => {
    const [learner, other] = [idOf(4), idOf(5)];
    const id = await enrolConfirmed(place.house, learner, 4);
    await enrolConfirmed(place.house, other, 5);
    const row = await readReference(place.house, learner);
    const sealed = row?.templateSealed ?? Buffer.alloc(0);
    const file = await place.house.blobs.get(row?.blob ?? '');
    for (const bytes of [sealed, file]) {
      expect(bytes[0]).toBe(1);
      for (const trace of ['embedding', 'JFIF']) expect(bytes.includes(trace)).toBe(false);
    }
    const opened = await openReference(place.sql, place.house, learner, id);
    expect(
      createHash('sha256')
        .update(opened?.jpeg ?? '')
        .digest(),
    ).toEqual(opened?.sha256);
    expect((await readActiveTemplate(place.sql, place.house, learner))?.template).toEqual(
      makeFaceTemplate(4),
    );
    const keyOf = async (who: string) =>
      (await readLearnerKey(place.sql, place.house.masterKey, who)) ?? Buffer.alloc(32);
    expect(() => unseal(place.house.masterKey, picturePurpose.template(id), sealed)).toThrow();
    const foreign = await keyOf(other);
    expect(() => unseal(foreign, picturePurpose.template(id), sealed)).toThrow();
    const own = await keyOf(learner);
    expect(() => unseal(own, picturePurpose.reference(id), sealed)).toThrow();
    // An insider moves another person's template into her row: it does not open.
    await place.sql`update face_reference a set template_sealed = b.template_sealed from face_reference b
      where a.learner_id = ${learner} and b.learner_id = ${other}`;
    await expect(readActiveTemplate(place.sql, place.house, learner)).rejects.toThrow();
    await place.sql`update face_reference set template_sealed = ${sealed} where learner_id = ${learner}`;
    expect(await openReference(place.sql, place.house, other, id)).toBeNull();
  });
});

describe('a change', () => {
  it('needs a clerk of her own institution, a reason, and another person; until then nothing is replaced', async () => {
    const learner = idOf(6);
    const now = readClock();
    await giveConsent(place.house, learner, said, now);
    const reason = '戴上眼镜后总对不上';
    await expect(allowChange(place.house, clerk, learner, reason, now)).rejects.toMatchObject({
      code: 'face_not_enrolled',
    });
    const before = await enrolConfirmed(place.house, learner, 6);
    await expect(allowChange(place.house, otherClerk, learner, reason, now)).rejects.toMatchObject({
      code: 'not_found',
    });
    const disguised = { ...otherClerk, institutionId: fixtures.institutionId };
    await expect(allowChange(place.house, disguised, learner, reason, now)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(allowChange(place.house, clerk, learner, ' 换 ', now)).rejects.toMatchObject({
      code: 'bad_shape',
    });
    await Promise.all([1, 2, 3].map(() => allowChange(place.house, clerk, learner, reason, now)));
    expect(await place.sql`select id from face_change where learner_id = ${learner}`).toHaveLength(1);

    expect(await enrol(place.house, learner, { template: makeFaceTemplate(7) })).toEqual(['case_opened']);
    expect(await readFaceStanding(place.sql, learner)).toMatchObject({
      ...{ activeId: before, waitingFor: 'second', changeAllowed: false },
    });
    await expect(allowChange(place.house, clerk, learner, reason, now)).rejects.toMatchObject({
      code: 'face_waits',
    });
    for (const verb of [approveReference, refuseReference])
      await expect(decide(verb, learner, clerk.personId)).rejects.toMatchObject({ code: 'case_own' });
    await expect(
      decide(approveReference, learner, fixtures.other.clerk.id, 'clerk', fixtures.other.institutionId),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await readActiveTemplate(place.sql, place.house, learner))?.referenceId).toBe(before);

    expect(await decide(approveReference, learner, secondClerk)).toEqual(['face_enrolled']);
    const states = await place.sql<{ state: string }[]>`
      select state from face_reference where learner_id = ${learner} order by created_at`;
    expect(states.map(({ state }) => state)).toEqual(['replaced', 'active']);
    expect((await readActiveTemplate(place.sql, place.house, learner))?.template).toEqual(
      makeFaceTemplate(7),
    );
    expect((await readEvents(place.sql, learner, 'face_enrolled')).at(-1)).toMatchObject({
      ...{ clerkId: clerk.personId, secondId: secondClerk, compared: 'witness' },
    });
    await verifyLog(place.sql, learner);
  });

  it('that is not approved leaves the face before in its place', async () => {
    const learner = idOf(7);
    const before = await enrolConfirmed(place.house, learner, 8);
    await allowChange(place.house, clerk, learner, '换了新手机', readClock());
    await enrol(place.house, learner, { template: makeFaceTemplate(9) });
    await decide(refuseReference, learner, fixtures.reviewer.id, 'reviewer');
    expect(await readFaceStanding(place.sql, learner)).toMatchObject({ activeId: before, waitingId: null });
    expect(await enrol(place.house, learner, { template: makeFaceTemplate(9) })).toEqual([]);
  });

  it('two approvals at once are one', async () => {
    const learner = idOf(8);
    await enrolConfirmed(place.house, learner, 11);
    await allowChange(place.house, clerk, learner, '换了新手机', readClock());
    await enrol(place.house, learner, { template: makeFaceTemplate(12) });
    const both = await Promise.allSettled([
      decide(approveReference, learner, secondClerk),
      decide(refuseReference, learner, fixtures.reviewer.id, 'reviewer'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the photograph of the ID document', () => {
  it('is taken from a clerk of her institution after consent, sealed, and frozen with the face', async () => {
    const learner = idOf(9);
    const now = readClock();
    const photo = await makePhotograph(21, 358, 441);
    const upload = (by = clerk, bytes = photo) => storeIdPhoto(place.house, by, learner, bytes, now);
    await expect(upload()).rejects.toMatchObject({ code: 'consent_missing' });
    await giveConsent(place.house, learner, said, now);
    await expect(upload(otherClerk)).rejects.toMatchObject({ code: 'not_found' });
    await expect(upload(clerk, Buffer.from('<html></html>'))).rejects.toMatchObject({
      code: 'not_a_picture',
    });
    expect(await place.house.blobs.list(`id-photos/${learner}`)).toEqual([]);
    await upload();
    await upload(clerk, await makePhotograph(22, 358, 441));
    const names = await place.house.blobs.list(`id-photos/${learner}`);
    expect(names).toHaveLength(1);
    expect((await place.house.blobs.get(`id-photos/${learner}/${names[0]}`)).includes('JFIF')).toBe(false);
    const opened = await openIdPhoto(place.sql, place.house, learner);
    expect(
      createHash('sha256')
        .update(opened?.jpeg ?? '')
        .digest(),
    ).toEqual(opened?.sha256);
    await enrolConfirmed(place.house, learner, 30);
    await expect(upload()).rejects.toMatchObject({ code: 'face_frozen' });
    await allowChange(place.house, clerk, learner, '证件换了新的', now);
    await expect(upload()).resolves.toBeUndefined();
  });
});
