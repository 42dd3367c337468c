import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTooYoung } from '../../app/identity/check-age.ts';
import { idNumberCheckDigit } from '../../app/identity/check-id-number.ts';
import { declineConsent } from '../../app/identity/decline-consent.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { readConsent } from '../../app/identity/read-consent.server.ts';
import { requireConsent } from '../../app/identity/require-consent.server.ts';
import { storeIdPhoto } from '../../app/identity/store-id-photo.server.ts';
import { withdrawConsent } from '../../app/identity/withdraw-consent.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { seal } from '../../app/platform/seal.server.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { readEvents, verifyLog } from '../cheats/read-ledger.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { enrol, readReference, said } from './enrol-learner.ts';
import { atMoment, inDays, openPrivateHouse, type PrivateHouse } from './open-private-house.ts';

// Personal data: no face without the learner's own yes; the yes can be taken back; under 14 never.

let place: PrivateHouse;
beforeAll(async () => {
  place = await openPrivateHouse();
});
afterAll(() => place?.close());

const idOf = (n: number) => fixtureLearner(n).id;
const guard = (n: number) => requireConsent(place.sql, testMasterKey, idOf(n), Date.now());

/** A number of the right form for nobody: 000000 is no place. */
function numberFor(birthday: string): string {
  const first17 = `000000${birthday}001`;
  return first17 + idNumberCheckDigit(first17);
}

const bornOn = async (learnerId: string, birthday: string) => {
  const sealed = seal(testMasterKey, `id-number:${learnerId}`, Buffer.from(numberFor(birthday)));
  await place.sql`update person set id_number_sealed = ${sealed} where id = ${learnerId}`;
};

describe('saying yes and no', () => {
  it('nobody who said nothing, no, or yes to an older text is let in', async () => {
    await expect(guard(1)).rejects.toMatchObject({ code: 'consent_missing' });
    await declineConsent(place.house, idOf(1), said, readClock());
    await expect(guard(1)).rejects.toMatchObject({ code: 'consent_missing' });
    await place.sql`insert into face_consent (learner_id, action, version, channel, user_agent, at)
      values (${idOf(1)}, 'given', 'older', 'own_device', 'test', now() + interval '1 s')`;
    await expect(guard(1)).rejects.toMatchObject({ code: 'consent_missing' });
    await giveConsent(place.house, idOf(1), said, inDays(0.001));
    await expect(guard(1)).resolves.toBeUndefined();
    expect(await readEvents(place.sql, idOf(1), 'consent')).toMatchObject([
      { action: 'declined' },
      { action: 'given', version: said.version },
    ]);
    await verifyLog(place.sql, idOf(1));
  });

  it('keeps version, time and channel of a yes; ten yeses at once are one', async () => {
    const at = readClock();
    await Promise.all(Array.from({ length: 10 }, () => giveConsent(place.house, idOf(2), said, at)));
    expect(await readConsent(place.sql, idOf(2))).toEqual({
      ...{
        standing: 'given',
        version: said.version,
        channel: 'own_device',
        atMs: at.wallMs,
        isCurrent: true,
      },
    });
    expect(await readEvents(place.sql, idOf(2), 'consent')).toHaveLength(1);
    const rows = await place.sql`select id from face_consent where learner_id = ${idOf(2)}`;
    expect(rows).toHaveLength(1);
  });

  it('a yes to a text that is not today’s is refused and noted nowhere', async () => {
    const old = { ...said, version: '2020-01' };
    await expect(giveConsent(place.house, idOf(3), old, readClock())).rejects.toMatchObject({
      code: 'bad_shape',
    });
    expect((await readConsent(place.sql, idOf(3))).standing).toBe('none');
  });

  it('a no does not undo a yes: that is withdrawing, which erases', async () => {
    await giveConsent(place.house, idOf(4), said, readClock());
    await declineConsent(place.house, idOf(4), said, inDays(0.01));
    expect((await readConsent(place.sql, idOf(4))).standing).toBe('given');
  });

  it('a no to a newer text stops it, and what was taken under the older one can still be withdrawn', async () => {
    const learner = idOf(8);
    await place.sql`insert into face_consent (learner_id, action, version, channel, user_agent, at)
      values (${learner}, 'given', 'older', 'own_device', 'test', now() - interval '1 day')`;
    await declineConsent(place.house, learner, said, readClock());
    expect((await readConsent(place.sql, learner)).standing).toBe('declined');
    expect(await withdrawConsent(place.house, learner, said, readClock())).toBe(true);
    expect((await readEvents(place.sql, learner, 'consent')).at(-1)).toMatchObject({ version: 'older' });
    // Who never agreed has nothing to take back.
    await declineConsent(place.house, idOf(9), said, readClock());
    expect(await withdrawConsent(place.house, idOf(9), said, readClock())).toBe(false);
  });

  it('a clock that was set back an hour undoes no withdrawal (F07)', async () => {
    const at = readClock();
    await giveConsent(place.house, idOf(5), said, at);
    const back = { ...at, wallMs: at.wallMs - 3_600_000 };
    expect(await withdrawConsent(place.house, idOf(5), said, back)).toBe(true);
    await expect(guard(5)).rejects.toMatchObject({ code: 'consent_missing' });
    expect(await withdrawConsent(place.house, idOf(5), said, back)).toBe(false);
    await verifyLog(place.sql, idOf(5));
  });

  it('what was said cannot be rewritten by who owns the database', async () => {
    await expect(place.sql`update face_consent set action = 'given'`).rejects.toThrow('append-only');
    await expect(place.sql`delete from face_consent`).rejects.toThrow('append-only');
  });
});

describe('under 14', () => {
  it.each([
    ['the day before the birthday', '20121122', '2026-11-21T12:00:00+08:00', true],
    ['the birthday: the year is full tomorrow', '20121122', '2026-11-22T23:59:59+08:00', true],
    ['the day after, in China', '20121122', '2026-11-23T00:00:00+08:00', false],
    ['the same moment, still the 22nd in London', '20121122', '2026-11-22T16:00:00Z', false],
    ['born on 29 February', '20120229', '2026-02-28T23:00:00+08:00', true],
    ['born on 29 February, 1 March', '20120229', '2026-03-01T00:00:00+08:00', false],
    ['a grown woman', '19700101', '2026-11-22T00:00:00+08:00', false],
  ])('%s', (_, birthday, moment, young) => {
    expect(isTooYoung(numberFor(birthday), Date.parse(moment))).toBe(young);
  });

  it('a child is refused at consent, ID photograph and enrolment, whoever asks; grown up she is not', async () => {
    const child = idOf(6);
    const then = atMoment('2026-11-22T12:00:00+08:00');
    const clerk = { personId: fixtures.clerk.id, institutionId: fixtures.institutionId };
    // Her number came with the roster after she had agreed.
    await giveConsent(place.house, child, said, then);
    await bornOn(child, '20121122');
    const refused = { code: 'too_young' };
    await expect(giveConsent(place.house, child, said, then)).rejects.toMatchObject(refused);
    await expect(giveConsent(place.house, child, { ...said, channel: 'desk' }, then)).rejects.toMatchObject(
      refused,
    );
    await expect(
      storeIdPhoto(place.house, clerk, child, await makePhotograph(3), then),
    ).rejects.toMatchObject(refused);
    expect(await enrol(place.house, child, { now: then })).toEqual([]);
    await expect(requireConsent(place.sql, testMasterKey, child, then.wallMs)).rejects.toMatchObject(refused);
    expect(await readReference(place.house, child)).toBeNull();
    expect(await place.house.blobs.list(`references/${child}`)).toEqual([]);

    const later = atMoment('2026-11-23T12:00:00+08:00');
    await expect(requireConsent(place.sql, testMasterKey, child, later.wallMs)).resolves.toBeUndefined();
    expect(await enrol(place.house, child, { now: later })).toEqual(['case_opened']);
  });
});
